package journal

// Keep has every entry from now on written by write too, one after the other. A
// failure to write fails no request: Failure tells of it.
func (j *Journal) Keep(write func(Entry) error) {
	j.file.Lock()
	defer j.file.Unlock()
	j.write = write
}

// Failure is why entries are not written, nil where they are. The first failure
// ends the writing. It does not wait for a disk.
func (j *Journal) Failure() error {
	if failed := j.failure.Load(); failed != nil {
		return *failed
	}
	return nil
}

func (j *Journal) note(entries ...Entry) {
	j.file.Lock()
	defer j.file.Unlock()
	for _, e := range entries {
		if j.write == nil || j.Failure() != nil {
			return
		}
		if err := j.write(e); err != nil {
			j.failure.Store(&err)
		}
	}
}
