package emit

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"os"
	"strconv"
	"strings"
)

// Stata's types of format 118, as its manual (help dta) has them. A text of up to
// 2045 bytes has its width as its type.
const (
	dtaStrL   = 32768
	dtaDouble = 65526
	dtaLong   = 65528
	dtaInt    = 65529
	dtaByte   = 65530
	dtaMaxStr = 2045
)

// missing values of the numeric types: the code for a plain dot.
const (
	missingByte   = 101
	missingInt    = 32741
	missingLong   = 2147483621
	missingDouble = 0x7fe0000000000000
)

// dta writes a .dta file; at counts the bytes, for the map of the sections.
type dta struct {
	w   *bufio.Writer
	at  uint64
	err error
	pos [14]uint64 // where each section begins
}

func (d *dta) bytes(b []byte) {
	if d.err == nil {
		_, d.err = d.w.Write(b)
	}
	d.at += uint64(len(b))
}

func (d *dta) text(s string) { d.bytes([]byte(s)) }

// fixed writes a text into a field of n bytes, cut at a character, ending in 0.
func (d *dta) fixed(s string, n int) {
	b := make([]byte, n)
	copy(b, cutBytes(s, n-1))
	d.bytes(b)
}

func cutBytes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && s[n]&0xc0 == 0x80 {
		n--
	}
	return s[:n]
}

func (d *dta) u16(n uint16) { d.bytes(binary.LittleEndian.AppendUint16(nil, n)) }
func (d *dta) u32(n uint32) { d.bytes(binary.LittleEndian.AppendUint32(nil, n)) }
func (d *dta) u64(n uint64) { d.bytes(binary.LittleEndian.AppendUint64(nil, n)) }

// label is a variable label: Stata shows 80 characters.
func stataLabel(s string) string {
	if r := []rune(s); len(r) > 80 {
		return string(r[:79]) + "\u2026"
	}
	return s
}

// dtaType is the smallest type that holds the column's values.
func (c *stataColumn) dtaType() uint16 {
	switch {
	case c.Type == Text || c.Type == Date:
		if c.width > dtaMaxStr {
			return dtaStrL
		}
		return uint16(max(1, c.width))
	case !c.whole:
		return dtaDouble
	case c.min >= -127 && c.max <= 100:
		return dtaByte
	case c.min >= -32767 && c.max <= 32740:
		return dtaInt
	case c.min >= -2147483647 && c.max <= 2147483620:
		return dtaLong
	}
	return dtaDouble
}

func (c *stataColumn) format() string {
	switch t := c.dtaType(); {
	case t == dtaStrL:
		return "%9s"
	case t <= dtaMaxStr:
		return "%" + strconv.Itoa(min(int(t), 40)) + "s"
	case t == dtaDouble:
		return "%12.0g"
	}
	return "%8.0g"
}

// write writes the .dta file from the spool.
func (f *stataFile) write(path string, chinese bool) (err error) {
	out, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	d := &dta{w: bufio.NewWriterSize(out, 1<<18)}
	f.head(d)
	mapAt := d.pos[1] + uint64(len("<map>"))
	f.variables(d, chinese)
	f.characteristics(d, chinese)
	if err := f.data(d); err != nil {
		return err
	}
	f.labels(d)
	d.pos[12] = d.at
	d.text("</stata_dta>")
	d.pos[13] = d.at
	if d.err != nil {
		return d.err
	}
	if err := d.w.Flush(); err != nil {
		return err
	}
	var sections []byte
	for _, p := range d.pos {
		sections = binary.LittleEndian.AppendUint64(sections, p)
	}
	_, err = out.WriteAt(sections, int64(mapAt))
	return err
}

func (f *stataFile) head(d *dta) {
	d.text("<stata_dta><header><release>118</release><byteorder>LSF</byteorder><K>")
	d.u16(uint16(len(f.cols)))
	d.text("</K><N>")
	d.u64(f.rows)
	label := stataLabel("gongkai: " + f.table.Name + " \u2013 " + f.table.EN)
	d.text("</N><label>")
	d.u16(uint16(len(label)))
	d.text(label)
	d.text("</label><timestamp>\x00</timestamp></header>")
	d.pos[1] = d.at
	d.text("<map>")
	d.bytes(make([]byte, 14*8))
	d.text("</map>")
}

func (f *stataFile) variables(d *dta, chinese bool) {
	section := func(i int, name string, each func(*stataColumn)) {
		d.pos[i] = d.at
		d.text("<" + name + ">")
		for k := range f.cols {
			each(&f.cols[k])
		}
		if name == "sortlist" {
			d.u16(0)
		}
		d.text("</" + name + ">")
	}
	section(2, "variable_types", func(c *stataColumn) { d.u16(c.dtaType()) })
	section(3, "varnames", func(c *stataColumn) { d.fixed(c.Name, 129) })
	section(4, "sortlist", func(*stataColumn) { d.u16(0) })
	section(5, "formats", func(c *stataColumn) { d.fixed(c.format(), 57) })
	section(6, "value_label_names", func(c *stataColumn) { d.fixed(c.labels(chinese), 129) })
	section(7, "variable_labels", func(c *stataColumn) { d.fixed(stataLabel(pickText(chinese, c.ZH, c.EN)), 321) })
}

func pickText(chinese bool, zh, en string) string {
	if chinese {
		return zh
	}
	return en
}

// labels is the name of the column's value labels in a language, if it has any.
func (c *stataColumn) labels(chinese bool) string {
	if c.Codes == "" {
		return ""
	}
	return c.Codes + pickText(chinese, "_zh", "_en")
}

// characteristics make the labels of the other language available: in Stata,
// "label language zh".
func (f *stataFile) characteristics(d *dta, chinese bool) {
	d.pos[8] = d.at
	d.text("<characteristics>")
	put := func(variable, name, text string) {
		if text == "" {
			return
		}
		d.text("<ch>")
		d.u32(uint32(129 + 129 + len(text) + 1))
		d.fixed(variable, 129)
		d.fixed(name, 129)
		d.text(text + "\x00</ch>")
	}
	here, other := pickText(chinese, "zh", "en"), pickText(chinese, "en", "zh")
	put("_dta", "_lang_c", here)
	put("_dta", "_lang_list", here+" "+other)
	for i := range f.cols {
		c := &f.cols[i]
		put(c.Name, "_lang_v_"+other, stataLabel(pickText(!chinese, c.ZH, c.EN)))
		put(c.Name, "_lang_l_"+other, c.labels(!chinese))
	}
	d.text("</characteristics>")
}

// data writes the rows, and the long texts behind them.
func (f *stataFile) data(d *dta) error {
	d.pos[9] = d.at
	d.text("<data>")
	err := f.each(func(row uint64, k int, kind valueKind, text []byte, x float64) {
		f.value(d, row, k, kind, text, x)
	})
	d.text("</data>")
	if err != nil {
		return err
	}
	d.pos[10] = d.at
	d.text("<strls>")
	long := false
	for i := range f.cols {
		long = long || f.cols[i].dtaType() == dtaStrL
	}
	if long {
		err = f.each(func(row uint64, k int, kind valueKind, text []byte, _ float64) {
			if kind == isText && f.cols[k].dtaType() == dtaStrL {
				d.text("GSO")
				d.u32(uint32(k + 1))
				d.u64(row)
				d.bytes([]byte{130})
				d.u32(uint32(len(text) + 1))
				d.bytes(text)
				d.bytes([]byte{0})
			}
		})
	}
	d.text("</strls>")
	return err
}

// value writes one value into its slot.
func (f *stataFile) value(d *dta, row uint64, k int, kind valueKind, text []byte, x float64) {
	switch t := f.cols[k].dtaType(); t {
	case dtaStrL:
		if kind != isText { // no text: v and o are 0
			d.u64(0)
			return
		}
		d.u64(uint64(k+1) | row<<16) // two bytes of column, six of row
	case dtaDouble:
		if kind == missing {
			d.u64(missingDouble)
			return
		}
		d.u64(math.Float64bits(x))
	case dtaLong:
		d.u32(uint32(orMissing(kind, x, missingLong)))
	case dtaInt:
		d.u16(uint16(orMissing(kind, x, missingInt)))
	case dtaByte:
		d.bytes([]byte{byte(orMissing(kind, x, missingByte))})
	default:
		b := make([]byte, t)
		copy(b, text)
		d.bytes(b)
	}
}

func orMissing(kind valueKind, x float64, code int32) int32 {
	if kind == missing {
		return code
	}
	return int32(x)
}

// each reads the spool from its start; rows count from 1.
func (f *stataFile) each(do func(row uint64, col int, kind valueKind, text []byte, x float64)) error {
	if _, err := f.spool.Seek(0, io.SeekStart); err != nil {
		return err
	}
	r := bufio.NewReaderSize(f.spool, 1<<18)
	var buf []byte
	for row := uint64(1); row <= f.rows; row++ {
		for k := range f.cols {
			kind, text, x, err := next(r, buf)
			if err != nil {
				return err
			}
			if text != nil {
				buf = text
			}
			if kind != isText {
				text = nil
			}
			do(row, k, kind, text, x)
		}
	}
	return nil
}

// labels writes the value labels of every code list, in both languages.
func (f *stataFile) labels(d *dta) {
	d.pos[11] = d.at
	d.text("<value_labels>")
	done := map[string]bool{}
	for i := range f.cols {
		c := &f.cols[i]
		for _, chinese := range []bool{false, true} {
			name := c.labels(chinese)
			if name == "" || done[name] {
				continue
			}
			done[name] = true
			var offsets, values []byte
			var texts strings.Builder
			for _, k := range c.codes {
				offsets = binary.LittleEndian.AppendUint32(offsets, uint32(texts.Len()))
				values = binary.LittleEndian.AppendUint32(values, uint32(k.value))
				texts.WriteString(pickText(chinese, k.ZH, k.EN) + "\x00")
			}
			d.text("<lbl>")
			d.u32(uint32(8 + len(offsets) + len(values) + texts.Len()))
			d.fixed(name, 129)
			d.bytes([]byte{0, 0, 0})
			d.u32(uint32(len(c.codes)))
			d.u32(uint32(texts.Len()))
			d.bytes(offsets)
			d.bytes(values)
			d.text(texts.String())
			d.text("</lbl>")
		}
	}
	d.text("</value_labels>")
}
