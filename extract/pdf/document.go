package pdf

import (
	"errors"

	lib "github.com/ledongthuc/pdf"

	"gongkai/record"
)

// document is what the pages of one file share while it is read.
type document struct {
	*file
	fonts   map[uint32]*font
	states  map[uint32]*extState
	forms   map[uint32][]byte
	formRes map[uint32]*resources
	off     map[uint32]bool // optional content groups that are not shown
	shelf   *shelf          // where the pages' glyphs are kept

	looksOld bool // viewers draw the form's fields anew from what is filled in
}

// readDocument opens the file and reads its pages. A panic of the object layer
// is a damaged file; that of a budget carries its own error.
func readDocument(b *budget, data []byte, rebuild bool) (out *Document, err error) {
	defer func() {
		if x := recover(); x != nil {
			if err = spent(x); err == nil {
				err = damaged()
			}
		}
	}()
	r := rooms.Get().(*room)
	defer r.leave()
	f, err := open(b, r, data, rebuild)
	if err != nil {
		return nil, err
	}
	d := &document{file: f, fonts: map[uint32]*font{}, states: map[uint32]*extState{}, forms: map[uint32][]byte{}, formRes: map[uint32]*resources{}, shelf: shelves.Get().(*shelf)}
	root := d.key(f.lib.Trailer(), "Root")
	d.readOptional(d.key(root, "OCProperties"))
	d.looksOld = d.key(d.key(root, "AcroForm"), "NeedAppearances").Bool()
	out = &Document{Engine: "native", Info: d.info(), shelf: d.shelf}
	leaves := d.leaves(d.key(root, "Pages"))
	if len(leaves) == 0 && f.rebuilt {
		leaves = d.strayPages()
	}
	if len(leaves) == 0 {
		return nil, damaged()
	}
	out.Pages = make([]Page, len(leaves))
	for i := range leaves {
		b.check()
		d.guardedPage(&out.Pages[i], &leaves[i])
	}
	out.Damaged, out.rebuilt = f.rebuilt || f.broken > 0, f.rebuilt
	return out, nil
}

// info reads the document's own description.
func (d *document) info() map[string]string {
	out := map[string]string{}
	v := d.key(d.lib.Trailer(), "Info")
	for _, k := range [...]string{"Title", "Author", "Subject", "Keywords", "Creator", "Producer", "CreationDate", "ModDate"} {
		if s := d.key(v, k); s.Kind() == lib.String {
			if t := d.text(s); t != "" {
				out[k] = t
			}
		}
	}
	return out
}

// leaf is a page of the page tree, with what it inherits.
type leaf struct {
	v                      lib.Value
	resources, media, crop lib.Value
}

// leaves walks the page tree. Each node counts once: trees with loops end.
func (d *document) leaves(root lib.Value) []leaf {
	var out []leaf
	seen := map[uint32]bool{}
	var walk func(n leaf, depth int)
	walk = func(n leaf, depth int) {
		id, _ := ident(n.v)
		if n.v.Kind() != lib.Dict || seen[id] || depth > d.in.lim.Nesting {
			return
		}
		seen[id] = id != 0
		d.in.tick()
		for _, k := range [...]struct {
			key string
			to  *lib.Value
		}{{"Resources", &n.resources}, {"MediaBox", &n.media}, {"CropBox", &n.crop}} {
			if v := d.key(n.v, k.key); !v.IsNull() {
				*k.to = v
			}
		}
		kids := d.key(n.v, "Kids")
		if kids.Kind() != lib.Array {
			if len(out) >= d.in.lim.Pages {
				panic(tooMuch("pages"))
			}
			if d.key(n.v, "Type").Name() != "Pages" {
				out = append(out, n)
			}
			return
		}
		for i := range kids.Len() {
			kid := n
			kid.v = d.index(kids, i)
			walk(kid, depth+1)
		}
	}
	walk(leaf{v: root}, 0)
	return out
}

// strayPages finds the pages of a file whose page tree is lost, in the order
// of their numbers.
func (d *document) strayPages() []leaf {
	var out []leaf
	for id := range d.places {
		if !d.has(uint32(id)) || len(out) >= d.in.lim.Pages {
			continue
		}
		if v := d.object(uint32(id)); v.Kind() == lib.Dict && d.key(v, "Type").Name() == "Page" {
			n := leaf{v: v}
			n.resources, n.media, n.crop = d.key(v, "Resources"), d.key(v, "MediaBox"), d.key(v, "CropBox")
			out = append(out, n)
		}
	}
	return out
}

// readOptional notes which optional content groups are switched off.
func (d *document) readOptional(v lib.Value) {
	d.off = map[uint32]bool{}
	def := d.key(v, "D")
	set := func(list lib.Value, off bool) {
		for i := range list.Len() {
			if id, _ := ident(d.index(list, i)); id != 0 {
				d.off[id] = off
			}
		}
	}
	if d.key(def, "BaseState").Name() == "OFF" {
		set(d.key(v, "OCGs"), true)
	}
	set(d.key(def, "ON"), false)
	set(d.key(def, "OFF"), true)
}

// isOff tells whether optional content, a group or a membership, is not shown.
func (d *document) isOff(v lib.Value) bool {
	if v.Kind() != lib.Dict || len(d.off) == 0 {
		return false
	}
	if d.key(v, "Type").Name() != "OCMD" {
		id, _ := ident(v)
		return d.off[id]
	}
	groups := d.key(v, "OCGs")
	if groups.Kind() == lib.Dict {
		return d.isOff(groups)
	}
	on, off := 0, 0
	for i := range groups.Len() {
		if id, _ := ident(d.index(groups, i)); d.off[id] {
			off++
		} else {
			on++
		}
	}
	switch d.key(v, "P").Name() {
	case "AllOn":
		return off > 0
	case "AnyOff":
		return off == 0 && on > 0
	case "AllOff":
		return on > 0
	}
	return on == 0 && off > 0
}

// guardedPage reads a page. One that the object layer trips over is left as far
// as it came.
func (d *document) guardedPage(page *Page, n *leaf) {
	defer d.caught()
	d.readPage(page, n)
}

// isCode reports whether an error is a failure of the given kind.
func isCode(err error, code record.Code) bool {
	var e *record.CodedError
	return errors.As(err, &e) && e.Code == code
}
