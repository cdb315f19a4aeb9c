package doc

import (
	"cmp"
	"slices"
)

// drawn are the shapes that lie over the text: where each hangs, and the text of
// those that have any.
type drawn struct {
	anchors  []anchor // in the order of the text
	boxes    []textBox
	groups   map[uint32]uint32 // shape → the outermost group that it is in
	inShape  map[uint32][]int  // shape or outermost group → boxes
	pictures map[uint32]bool
}

type anchor struct{ at, shape uint32 }

type textBox struct {
	shape uint32
	text  Story
	given bool // to the paragraph that it hangs on
}

const (
	anchorBytes = 26
	boxBytes    = 22

	recordGroup  = 0xF003
	recordShape  = 0xF004
	recordID     = 0xF00A
	recordStyle  = 0xF00B
	recordStore  = 0xF000
	recordDrawn  = 0xF002
	recordHeader = 8
	pictureProp  = 0x104
)

func (d *Document) readDrawn() error {
	if err := d.readFonts(); err != nil {
		return err
	}
	b, err := d.part(partAnchors, "drawings")
	if err != nil {
		return err
	}
	at, entries, err := plc(b, anchorBytes, "drawings")
	if err != nil {
		return err
	}
	for i := range max(len(at)-1, 0) {
		d.drawn.anchors = append(d.drawn.anchors, anchor{at[i], le.Uint32(entries[anchorBytes*i:])})
	}
	if b, err = d.part(partBoxes, "text boxes"); err != nil {
		return err
	}
	if at, entries, err = plc(b, boxBytes, "text boxes"); err != nil {
		return err
	}
	begin := d.begin(textBoxes)
	for i := range max(len(at)-1, 0) {
		e := entries[boxBytes*i:]
		if le.Uint16(e[8:]) != 0 || at[i] >= d.fib.ccp[textBoxes] { // free, or the mark at the end
			continue
		}
		if at[i+1] > d.fib.ccp[textBoxes] {
			return damaged("text boxes")
		}
		d.drawn.boxes = append(d.drawn.boxes, textBox{shape: le.Uint32(e[14:]), text: Story{begin + at[i], begin + at[i+1]}})
	}
	if b, err = d.part(partDrawings, "drawings"); err != nil || len(d.drawn.anchors) == 0 {
		return err
	}
	d.drawn.groups, d.drawn.pictures = map[uint32]uint32{}, map[uint32]bool{}
	d.readShapes(b)
	d.drawn.inShape = map[uint32][]int{}
	for i, b := range d.drawn.boxes {
		shape := b.shape
		if outer, ok := d.drawn.groups[shape]; ok {
			shape = outer
		}
		d.drawn.inShape[shape] = append(d.drawn.inShape[shape], i)
	}
	return nil
}

// readShapes reads which shapes are pictures, and which are in groups: groups
// hang on the text, and what is in them does not. What cannot be followed is left:
// its text boxes come at the end.
func (d *Document) readShapes(b []byte) {
	for len(b) >= recordHeader {
		kind, size := le.Uint16(b[2:]), uint64(le.Uint32(b[4:]))
		if kind != recordStore && kind != recordDrawn {
			b = b[1:] // which story a drawing belongs to
			continue
		}
		if size > uint64(len(b)-recordHeader) {
			return
		}
		if kind == recordDrawn {
			d.group(b[recordHeader:][:size], 0, 0)
		}
		b = b[recordHeader+size:]
	}
}

// group reads records. The outermost group holds all shapes: it is none itself.
func (d *Document) group(b []byte, depth int, outer uint32) {
	first := true
	for len(b) >= recordHeader && depth < maxDepth {
		kind, size := le.Uint16(b[2:]), uint64(le.Uint32(b[4:]))
		if size > uint64(len(b)-recordHeader) {
			return
		}
		body := b[recordHeader:][:size]
		b = b[recordHeader+size:]
		switch kind {
		case recordGroup:
			d.group(body, depth+1, outer)
			first = false
		case recordShape:
			id := d.shape(body)
			if outer != 0 {
				d.drawn.groups[id] = outer
				if d.drawn.pictures[id] {
					d.drawn.pictures[outer] = true
				}
			} else if first && depth > 1 {
				outer = id
			}
			first = false
		}
	}
}

// shape is a shape's number; whether it shows a picture is noted.
func (d *Document) shape(b []byte) (id uint32) {
	picture := false
	for len(b) >= recordHeader {
		kind, size := le.Uint16(b[2:]), uint64(le.Uint32(b[4:]))
		if size > uint64(len(b)-recordHeader) {
			break
		}
		body := b[recordHeader:][:size]
		switch {
		case kind == recordID && size >= 4:
			id = le.Uint32(body)
		case kind == recordStyle:
			for n := int(le.Uint16(b) >> 4); n > 0 && len(body) >= 6; n, body = n-1, body[6:] {
				if le.Uint16(body)&0x3FFF == pictureProp && le.Uint32(body[2:]) != 0 {
					picture = true
				}
			}
		}
		b = b[recordHeader+size:]
	}
	if picture {
		d.drawn.pictures[id] = true
	}
	return id
}

// Hanging are the text boxes that hang on a paragraph of the main text, and how
// many pictures do.
func (d *Document) Hanging(p *Paragraph) (boxes []Story, pictures int) {
	if p.From >= d.fib.ccp[mainText] {
		return nil, 0
	}
	i, _ := slices.BinarySearchFunc(d.drawn.anchors, p.From, func(a anchor, cp uint32) int { return cmp.Compare(a.at, cp) })
	for ; i < len(d.drawn.anchors) && d.drawn.anchors[i].at < p.To; i++ {
		shape := d.drawn.anchors[i].shape
		if d.drawn.pictures[shape] {
			pictures++
		}
		for _, k := range d.drawn.inShape[shape] {
			boxes = append(boxes, d.drawn.boxes[k].text)
			d.drawn.boxes[k].given = true
		}
		delete(d.drawn.inShape, shape) // a box prints once
	}
	return boxes, pictures
}

// Loose are the text boxes that hang on no paragraph that was asked for.
func (d *Document) Loose() (boxes []Story) {
	for i := range d.drawn.boxes {
		if b := &d.drawn.boxes[i]; !b.given {
			boxes = append(boxes, b.text)
		}
	}
	return boxes
}

// readFonts reads the names of fonts, by which symbols are told.
func (d *Document) readFonts() error {
	b, err := d.part(partFonts, "fonts")
	if err != nil || len(b) < 4 {
		return err
	}
	n := int(le.Uint16(b))
	b = b[4:]
	const fixed = 40 // before the name
	for range n {
		if len(b) == 0 || len(b) < 1+int(b[0]) {
			return nil // a symbol of an unknown font is none that is known
		}
		font := b[1:][:b[0]]
		b = b[1+int(b[0]):]
		name := ""
		if len(font) >= fixed-1 {
			name = utf16Text(font[fixed-1:])
			for i, r := range name {
				if r == 0 {
					name = name[:i]
					break
				}
			}
		}
		d.fonts = append(d.fonts, name)
	}
	return nil
}
