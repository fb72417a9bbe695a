//go:build unix

package screen

import (
	"errors"
	"os"
	"testing"
)

func TestPTYMasterCanBeClosedWhileItIsRead(t *testing.T) {
	t.Parallel()
	master, tty, err := openPTY(10, 5)
	if err != nil {
		t.Fatal(err)
	}
	defer tty.Close()
	ended := make(chan error)
	go func() {
		buf := make([]byte, 10)
		_, _ = master.Read(buf) // what the test writes
		ended <- nil
		_, err := master.Read(buf)
		ended <- err
	}()
	if _, err := tty.WriteString("x"); err != nil {
		t.Fatal(err)
	}
	<-ended
	if err := master.Close(); err != nil {
		t.Error(err)
	}
	if err := <-ended; !errors.Is(err, os.ErrClosed) {
		t.Errorf("Read = %v", err)
	}
	if _, err := tty.WriteString("x"); err == nil {
		t.Error("a copy of the master is still open")
	}
}
