package medium

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"path"
	"strings"

	"gongkai/extract/grid"
	"gongkai/record"
)

// wordParts are the XML parts of a Word file that say what it prints.
type wordParts struct{ document, styles, numbering, footnotes, endnotes, core string }

// A part that unpacks to more than this, and to more than bombRatio times its
// packed size, is no text.
const (
	bombBytes = 16 << 20
	bombRatio = 400
)

// unpack reads the parts of a DOCX package.
func unpack(b *budget, data []byte) (wordParts, error) {
	var parts wordParts
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return parts, record.Fail(record.Damaged, "the Word file is cut or damaged ("+err.Error()+"); fetch it again, or open it in Word or WPS and save it")
	}
	files := make(map[string]*zip.File, len(z.File))
	for i, f := range z.File {
		if i > 10_000 {
			return parts, record.Fail(record.TooLarge, "the Word file has more parts than any document; unpack it and look inside")
		}
		name := strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(f.Name, "\\", "/"), "/"))
		if files[name] == nil {
			files[name] = f
		}
	}
	p := packageReader{budget: b, files: files}
	main := "word/document.xml"
	for _, r := range p.relations("_rels/.rels", "") {
		if strings.HasSuffix(r.kind, "/officeDocument") {
			main = r.target
		}
		if strings.HasSuffix(r.kind, "/core-properties") {
			parts.core = p.part(r.target)
		}
	}
	if files[main] == nil {
		return parts, p.missing()
	}
	parts.document = p.part(main)
	if p.err != nil {
		return parts, p.err
	}
	dir, name := path.Split(main)
	for _, r := range p.relations(dir+"_rels/"+name+".rels", dir) {
		switch {
		case strings.HasSuffix(r.kind, "/styles"):
			parts.styles = p.part(r.target)
		case strings.HasSuffix(r.kind, "/numbering"):
			parts.numbering = p.part(r.target)
		case strings.HasSuffix(r.kind, "/footnotes"):
			parts.footnotes = p.part(r.target)
		case strings.HasSuffix(r.kind, "/endnotes"):
			parts.endnotes = p.part(r.target)
		}
	}
	var coded *record.CodedError
	if errors.As(p.err, &coded) && coded.Code == record.Damaged {
		p.err = nil // the text itself was read
	}
	return parts, p.err
}

// packageReader reads parts until one fails.
type packageReader struct {
	*budget
	files    map[string]*zip.File
	unpacked int64
	err      error
}

// missing is the failure of a package without a document.
func (p *packageReader) missing() error {
	for name := range p.files {
		switch {
		case strings.HasPrefix(name, "xl/"):
			return record.Fail(record.Unsupported, "an Excel workbook (.xlsx); copy the report into a DOCX or HTML file")
		case strings.HasPrefix(name, "ppt/"):
			return record.Fail(record.Unsupported, "a presentation (.pptx); copy the report into a DOCX file")
		}
	}
	return errArchive
}

// part is the text of a part, "" if it is missing or cannot be read.
func (p *packageReader) part(name string) string {
	f := p.files[strings.ToLower(name)]
	if f == nil || p.err != nil {
		return ""
	}
	if p.err = p.clock(); p.err != nil {
		return ""
	}
	if f.Flags&1 != 0 {
		p.err = record.Fail(record.Encrypted, "the Word file's parts are encrypted; open it with the password and save it without one")
		return ""
	}
	room := min(p.lim.Unpacked-p.unpacked, maxSource)
	if ratio := int64(f.CompressedSize64) * bombRatio; ratio < room {
		room = max(ratio, min(bombBytes, room))
	}
	r, err := f.Open()
	if err != nil {
		p.err = damagedPart(f.Name, err)
		return ""
	}
	defer r.Close()
	var buf bytes.Buffer
	buf.Grow(int(min(f.UncompressedSize64, uint64(room), 1<<22)) + bytes.MinRead) // what the file claims, within reason
	n, err := io.Copy(&buf, io.LimitReader(r, room+1))
	p.unpacked += n
	switch {
	case n > room:
		p.err = record.Fail(record.TooLarge, "the Word file unpacks to more than the limit for one document; it is no report")
		return ""
	case err != nil:
		p.err = damagedPart(f.Name, err)
		return ""
	}
	d, err := decode(buf.Bytes(), nil)
	if err != nil {
		p.err = err
	}
	return d.text // the bytes are ours: no copy
}

func damagedPart(name string, err error) error {
	return record.Fail(record.Damaged, "the Word file's part "+name+" is damaged ("+err.Error()+"); fetch it again, or open it in Word or WPS and save it")
}

type relation struct{ kind, target string }

// relations reads a part that names others; targets come back as full names.
func (p *packageReader) relations(name, dir string) []relation {
	var out []relation
	l := lexer{s: p.part(name), xml: true}
	for t := l.next(); t != eof; t = l.next() {
		if t != startToken || !strings.HasSuffix(l.name(), "Relationship") {
			continue
		}
		kind, _ := l.get("type")
		target, ok := l.get("target")
		if !ok || target == "" {
			continue
		}
		if target[0] == '/' {
			target = target[1:]
		} else {
			target = path.Join(dir, target)
		}
		out = append(out, relation{kind, strings.ToLower(target)})
	}
	return out
}

// coreMeta reads the file's description of itself.
func coreMeta(s string) []grid.Meta {
	var meta []grid.Meta
	l := lexer{s: s, xml: true}
	name := ""
	for t := l.next(); t != eof; t = l.next() {
		switch t {
		case startToken:
			_, name, _ = strings.Cut(l.name(), ":")
		case endToken:
			name = ""
		case textToken:
			switch name {
			case "title", "subject", "creator", "keywords", "description", "created", "modified", "lastModifiedBy", "category":
				if v := cutText(l.text); v != "" {
					meta = append(meta, grid.Meta{Name: name, Value: v})
				}
			}
		}
	}
	return meta
}
