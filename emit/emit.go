// Package emit writes records and failures: one file a format.
package emit

import "gongkai/record"

// Emitter takes a stream of records and failures.
type Emitter interface {
	Record(*record.Record) error
	Failure(*record.Failure) error
	Close() error
}
