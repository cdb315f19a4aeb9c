package medium

import (
	"context"
	"strconv"
	"strings"
	"unsafe"

	"gongkai/extract/doc"
	"gongkai/extract/grid"
	"gongkai/record"
)

// DOC reads documents of Word 97 to 2003 and of WPS (.doc, .wps) as DOCX reads
// theirs: what the file says is read by package doc, and what it prints is written
// by the same flow.
var DOC = Medium{Name: "doc", Detect: doc.IsCompound, Read: readDOC}

func readDOC(ctx context.Context, data []byte, lim Limits) (*grid.Doc, error) {
	b := &budget{ctx: ctx, lim: lim}
	if err := b.clock(); err != nil {
		return nil, err
	}
	file, err := doc.Open(data)
	if err != nil {
		return nil, err
	}
	w := &oldWord{wordFlow: wordFlow{flow: flow{budget: b}, lists: oldLists(&file.Lists)}, file: file}
	w.each = w.writeRun
	if err := w.story(file.Main(), 0); err != nil {
		return nil, err
	}
	for _, s := range file.Loose() {
		if err := w.story(s, 1); err != nil {
			return nil, err
		}
	}
	out, err := w.finish()
	if err != nil {
		return nil, err
	}
	for _, p := range file.Info {
		out.Meta = append(out.Meta, grid.Meta{Name: p.Name, Value: cutText(p.Value)})
	}
	return out, nil
}

// oldWord is a binary document being read.
type oldWord struct {
	wordFlow
	file *doc.Document
	refs []doc.Note           // not yet written
	each func(*doc.Run) error // writeRun, as a value
}

var errDOC = record.Fail(record.Damaged, "the Word file's tables or fields contradict themselves; open it in Word or WPS and save it as DOCX")

// story writes a story as paragraphs of its own. No field reaches beyond it.
func (w *oldWord) story(s doc.Story, depth int) error {
	ps, err := w.file.Paragraphs(s)
	if err != nil {
		return err
	}
	w.part(parGap)
	if err := w.apart(func() error { return w.blocks(ps, 0, depth) }); err != nil {
		return err
	}
	w.part(parGap)
	return nil
}

// apart reads a stretch whose fields and joined paragraphs are its own.
func (w *oldWord) apart(read func() error) error {
	fields, join := w.fields, w.join
	w.fields, w.join = nil, false
	err := read()
	if err == nil && len(w.fields) > 0 { // all behind it would be taken for an instruction
		err = errDOC
	}
	w.fields, w.join = fields, join
	return err
}

// blocks writes paragraphs and the tables that stand deeper than level.
func (w *oldWord) blocks(ps []doc.Paragraph, level, depth int) error {
	if depth > w.lim.Nesting {
		return errNesting
	}
	for len(ps) > 0 {
		n := 0
		for n < len(ps) && ps[n].Depth > level {
			n++
		}
		var err error
		if n > 0 {
			err = w.tables(ps[:n], level+1, depth+1)
		} else {
			n = 1
			err = w.paragraph(&ps[0], depth+1)
		}
		if err == nil && level == 0 && depth == 0 {
			err = w.notesBelow(depth + 1)
		}
		if err != nil {
			return err
		}
		ps = ps[n:]
	}
	return nil
}

// notesBelow writes the notes that the block just read refers to.
func (w *oldWord) notesBelow(depth int) error {
	refs := w.refs
	w.refs = nil
	for _, ref := range refs {
		s, err := w.file.Note(ref)
		if err != nil {
			return err
		}
		if err := w.story(s, depth); err != nil {
			return err
		}
	}
	return nil
}

// paragraph writes one, then the text boxes that hang on it.
func (w *oldWord) paragraph(p *doc.Paragraph, depth int) error {
	if err := w.tick(); err != nil {
		return err
	}
	if w.join {
		w.join = false
	} else {
		w.part(parGap)
	}
	w.level, w.label, w.run = 0, "", look{}
	if p.Outline >= 0 && p.Outline < 6 {
		w.level = p.Outline + 1
	}
	if p.List > 0 {
		w.label = w.lists.next(strconv.Itoa(p.List), p.Level)
	}
	if p.OldList {
		w.drop("a number that a list of Word 95 makes")
	}
	if err := w.file.Runs(p, w.each); err != nil {
		return err
	}
	w.label, w.join = "", p.Deleted && !p.CellEnd
	boxes, pictures := w.file.Hanging(p)
	for range pictures {
		w.picture("")
	}
	for _, s := range boxes {
		if err := w.story(s, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// writeRun writes one run.
func (w *oldWord) writeRun(r *doc.Run) error {
	if err := w.tick(); err != nil {
		return err
	}
	if len(w.buf) > w.lim.Text {
		return w.addText(len(w.buf))
	}
	w.run = look{raised: r.Look.Raised, hidden: r.Look.Hidden, struck: r.Look.Struck}
	switch r.Kind {
	case doc.Text:
		if n := len(w.fields); n > 0 && !w.fields[n-1] {
			w.instruct(r.Text)
		}
		w.put(unsafe.String(unsafe.SliceData(r.Text), len(r.Text))) // which keeps nothing of it
	case doc.LineBreak:
		if w.prints() {
			w.part(lineGap)
		}
	case doc.FieldBegin:
		w.beginField()
	case doc.FieldResult, doc.FieldEnd:
		n := len(w.fields)
		if n == 0 {
			return errDOC
		}
		if r.Kind == doc.FieldResult {
			w.fields[n-1] = true
			break
		}
		if !w.fields[n-1] {
			w.drawn()
		}
		w.fields = w.fields[:n-1]
	case doc.NoteRef:
		if w.mute == 0 && w.prints() {
			w.refs = append(w.refs, r.Note)
		}
	case doc.Picture:
		w.picture("")
	case doc.Symbol:
		w.put(symbol(r.Font, uint64(symbolCode(r))))
	}
	return nil
}

// symbolCode is a symbol's code as DOCX has it: those of fonts of pictures are
// no letters or digits.
func symbolCode(r *doc.Run) uint16 {
	if r.Code < 0x100 && (strings.HasPrefix(r.Font, "Wingdings") || strings.HasPrefix(r.Font, "Webdings")) {
		return r.Code | 0xF000
	}
	return r.Code
}
