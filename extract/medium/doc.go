package medium

import (
	"bytes"
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
	w.each = w.put1
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
	code []byte               // the beginning of the innermost field's instruction
	each func(*doc.Run) error // put1, as a value
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

// put1 writes one run.
func (w *oldWord) put1(r *doc.Run) error {
	if err := w.tick(); err != nil {
		return err
	}
	if len(w.buf) > w.lim.Text {
		return w.addText(len(w.buf))
	}
	w.run = look{raised: r.Look.Raised, hidden: r.Look.Hidden, struck: r.Look.Struck}
	switch r.Kind {
	case doc.Text:
		if n := len(w.fields); n > 0 && !w.fields[n-1] && len(w.code) < maxCode {
			w.code = append(w.code, r.Text[:min(len(r.Text), maxCode)]...)
		}
		w.put(unsafe.String(unsafe.SliceData(r.Text), len(r.Text))) // which keeps nothing of it
	case doc.LineBreak:
		if w.prints() {
			w.part(lineGap)
		}
	case doc.FieldBegin:
		w.fields, w.code = append(w.fields, false), w.code[:0]
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

const maxCode = 80 // bytes of an instruction

// drawn says of a field without a result that what it draws is left out: fractions,
// characters in a circle or with their sound above, symbols, numbers.
func (w *oldWord) drawn() {
	name := bytes.ToUpper(bytes.TrimSpace(w.code))
	for _, kind := range [...]string{"EQ", "SYMBOL", "AUTONUM", "LISTNUM", "MACROBUTTON"} {
		if bytes.HasPrefix(name, []byte(kind)) && w.mute == 0 && !w.run.hidden {
			w.drop("what a field draws: " + strings.ToValidUTF8(string(bytes.TrimSpace(w.code)), ""))
		}
	}
	w.code = w.code[:0]
}

// symbolCode is a symbol's code as DOCX has it: those of fonts of pictures are
// no letters or digits.
func symbolCode(r *doc.Run) uint16 {
	if r.Code < 0x100 && (strings.HasPrefix(r.Font, "Wingdings") || strings.HasPrefix(r.Font, "Webdings")) {
		return r.Code | 0xF000
	}
	return r.Code
}

// tables writes the tables that stand in a row of paragraphs at a level.
func (w *oldWord) tables(ps []doc.Paragraph, level, depth int) error {
	if depth > w.lim.Nesting {
		return errNesting
	}
	rows, err := w.rows(ps, level)
	if err != nil {
		return err
	}
	for len(rows) > 0 {
		n := 1
		for n < len(rows) && rows[n].Row.Table == rows[0].Row.Table {
			n++
		}
		if err := w.table1(rows[:n], level, depth); err != nil {
			return err
		}
		rows = rows[n:]
	}
	return nil
}

// oldRow is a row with the paragraphs of its cells.
type oldRow struct {
	*doc.Row
	cells   [][]doc.Paragraph
	deleted bool
}

// rows cuts paragraphs into rows and cells. Each row must have the cells that it
// says it has: else a figure might come to stand in another column.
func (w *oldWord) rows(ps []doc.Paragraph, level int) (rows []oldRow, err error) {
	cells := make([][]doc.Paragraph, 0, len(ps)) // of all rows
	first, from := 0, 0
	for i := range ps {
		p := &ps[i]
		switch {
		case p.Depth != level:
		case p.CellEnd:
			cells = append(cells, ps[from:i+1])
			from = i + 1
		case p.RowEnd:
			row := oldRow{p.Row, cells[first:], p.Deleted}
			if from != i || len(row.cells) == 0 || len(row.cells) != len(row.Cells) {
				return nil, errDOC
			}
			rows = append(rows, row)
			first, from = len(cells), i+1
		}
	}
	if from != len(ps) || first != len(cells) {
		return nil, errDOC
	}
	return rows, nil
}

// table1 writes one table: its rows on the columns that their edges make.
func (w *oldWord) table1(rows []oldRow, level, depth int) error {
	edges := make([]*doc.Row, len(rows))
	for i := range rows {
		edges[i] = rows[i].Row
	}
	columns, err := doc.Columns(edges)
	if err != nil {
		return err
	}
	w.part(parGap)
	t := w.newTable()
	t.grid = true
	w.open(t)
	var open merges
	for i := range rows {
		r := &rows[i]
		if r.deleted {
			if shows, err := w.shows(r); err != nil {
				return err
			} else if !shows {
				continue
			}
		}
		w.row(0, 0)
		for k := 0; k < len(r.cells); {
			end := k + 1 // of the cells that are merged into this
			for end < len(r.cells) && r.Cells[end].Sideways == doc.GoesOn {
				end++
			}
			at := columns[i]
			props := cellProps{span: at[end] - at[k], vertical: merge(r.Cells[k].Down)}
			if err := w.beginCell(&open, props, at[k]); err != nil {
				return err
			}
			if err := w.cellContent(r.cells[k], level, depth); err != nil {
				return err
			}
			for k++; k < end; k++ {
				w.mute++
				if err := w.cellContent(r.cells[k], level, depth); err != nil {
					return err
				}
				if w.mute--; w.muted && w.mute == 0 {
					w.muted = false
					w.drop("text in a cell that is merged into another")
				}
			}
			w.endCell()
		}
		open.endRow()
	}
	w.shut(true)
	w.part(parGap)
	return nil
}

// shows says that something of a row is printed. A row whose mark is deleted is
// not, but LibreOffice marks the row before it.
func (w *oldWord) shows(r *oldRow) (shows bool, err error) {
	for _, ps := range r.cells {
		for i := range ps {
			if err := w.file.Runs(&ps[i], func(r *doc.Run) error {
				shows = shows || r.Kind == doc.Text && !r.Look.Hidden
				return nil
			}); err != nil {
				return false, err
			}
		}
	}
	return shows, nil
}

func (w *oldWord) cellContent(ps []doc.Paragraph, level, depth int) error {
	return w.apart(func() error { return w.blocks(ps, level, depth+1) })
}

// oldLists are the document's lists as DOCX has them.
func oldLists(from *doc.Lists) lists {
	defs := make([]*list, len(from.Lists))
	for i := range from.Lists {
		l := &list{}
		for k := range l.levels {
			l.levels[k].start = 1
		}
		for k, v := range from.Lists[i].Levels {
			l.levels[k] = listLevel{start: v.Start, text: v.Text, legal: v.Legal, format: "decimal"}
			if v.Format == noNumber {
				l.levels[k].format = "none"
			} else if int(v.Format) < len(listFormats) {
				l.levels[k].format = listFormats[v.Format]
			}
		}
		defs[i] = l
	}
	out := make(lists, len(from.Uses))
	for i, u := range from.Uses {
		use := &listUse{override: u.Starts}
		if u.List >= 0 {
			use.list = defs[u.List]
		}
		out[strconv.Itoa(i+1)] = use
	}
	return out
}

const noNumber = 0xFF

// listFormats are DOCX's names of number formats in the order of the binary
// format's numbers.
var listFormats = [...]string{
	"decimal", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter", "ordinal", "cardinalText", "ordinalText", "hex", "chicago",
	"ideographDigital", "japaneseCounting", "aiueo", "iroha", "decimalFullWidth", "decimalHalfWidth", "japaneseLegal", "japaneseDigitalTenThousand",
	"decimalEnclosedCircle", "decimalFullWidth2", "aiueoFullWidth", "irohaFullWidth", "decimalZero", "bullet", "ganada", "chosung",
	"decimalEnclosedFullstop", "decimalEnclosedParen", "decimalEnclosedCircleChinese", "ideographEnclosedCircle", "ideographTraditional",
	"ideographZodiac", "ideographZodiacTraditional", "taiwaneseCounting", "ideographLegalTraditional", "taiwaneseCountingThousand", "taiwaneseDigital",
	"chineseCounting", "chineseLegalSimplified", "chineseCountingThousand", "ideographDigital",
}
