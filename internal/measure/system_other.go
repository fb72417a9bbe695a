//go:build unix && !linux

package main

import "time"

// memoryOf has nothing to tell here: the peak of a process that runs is not known.
func memoryOf(int) (peak, now float64, ok bool) { return 0, 0, false }

func processorTime(int) (time.Duration, bool) { return 0, false }

func loadAverage() (float64, bool) { return 0, false }
