// Package extract is the front door: bytes in, a record out.
//
//	bytes ──medium──▶ grid.Doc ──match──▶ placed cells ──solve──▶ record.Record
//
// It reads and places; it does not judge: that is package check.
package extract

import (
	"context"
	"crypto/sha256"
	"encoding/hex"

	"gongkai/extract/form"
	"gongkai/extract/match"
	"gongkai/extract/medium"
	"gongkai/record"
)

// Version is the tool's version as records name it.
const Version = "0.1.0"

// Options are the limits of one extraction.
type Options struct {
	Limits medium.Limits
}

// Extract reads one document. An error is a *record.CodedError, or wraps one.
func Extract(ctx context.Context, name, path string, data []byte, opt Options) (*record.Record, error) {
	doc, err := medium.Read(ctx, data, opt.Limits)
	if err != nil {
		return nil, err
	}
	rec, err := match.Record(ctx, doc)
	doc.Free()
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(data)
	rec.Schema = record.Schema
	rec.Tool = record.Tool{Version: Version, Forms: form.Hash()}
	rec.Source = record.Source{Name: name, Path: path, SHA256: hex.EncodeToString(sum[:]), Bytes: int64(len(data)),
		Medium: doc.Medium, Encoding: doc.Encoding, Engine: doc.Engine, Pages: doc.Pages}
	return rec, nil
}

// Release gives back the room of a record that is done with, for the next: nothing
// may look at its cells any more.
func Release(rec *record.Record) { match.Release(rec) }
