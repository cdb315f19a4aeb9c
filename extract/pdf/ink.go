package pdf

import (
	lib "github.com/ledongthuc/pdf"
)

// ink is how text and areas are painted, as far as it tells whether they show:
// how dark, how opaque, and whether they mix with what lies beneath.
type ink struct {
	light  float32 // the least of red, green and blue, 0–1: white is 1
	alpha  float32
	group  float32 // the alpha of the transparency groups around
	within bool    // of a group that mixes
	mixes  bool    // a blend mode or a soft mask: it hides nothing
	colour colours
}

// black is what a page begins with.
var black = ink{alpha: 1, group: 1, colour: coloursGrey}

// colours are the spaces whose numbers say how light they are.
type colours uint8

const (
	coloursOther colours = iota // an index, a spot colour, a pattern: taken for dark
	coloursGrey
	coloursRGB
	coloursCMYK
)

// Ink below which text does not show on white paper, and below which it is faint.
const (
	unseen = .08
	pale   = .5
)

// shows is how far the ink stands out from white paper, 0–1.
func (k *ink) shows() float32 { return (1 - k.light) * k.opacity() }

func (k *ink) opacity() float32 { return k.alpha * k.group }

// clear tells text that is there to be searched, not seen.
func (k *ink) clear() bool { return k.alpha < unseen || k.group < unseen }

// opaque tells whether an area hides what is under it.
func (k *ink) opaque() bool { return k.opacity() > .99 && !k.mixes && !k.within }

// faint tells text that hardly shows, drawn in a rendering mode.
func (k *ink) faint(mode int) uint8 {
	if k.light <= 1-pale && k.opacity() > .99 || mode != 0 && mode != 4 {
		return 0
	}
	switch seen := k.shows(); {
	case seen < unseen:
		return faintWhite
	case seen < pale:
		return faintPale
	}
	return 0
}

// set takes the numbers of a colour in a space.
func (k *ink) set(space colours, n []float64) {
	light := 0.0
	switch {
	case space == coloursGrey && len(n) >= 1:
		light = n[0]
	case space == coloursRGB && len(n) >= 3:
		light = min(n[0], n[1], n[2])
	case space == coloursCMYK && len(n) >= 4:
		light = 1 - min(1, max(n[0], n[1], n[2])+n[3])
	}
	k.colour, k.light = space, float32(max(0, min(light, 1)))
}

// colourSpace is the kind of a named colour space.
func (p *painter) colourSpace(r *resources, name []byte) colours {
	switch string(name) {
	case "DeviceGray", "CalGray", "G":
		return coloursGrey
	case "DeviceRGB", "CalRGB", "RGB":
		return coloursRGB
	case "DeviceCMYK", "CMYK":
		return coloursCMYK
	case "Pattern":
		return coloursOther
	}
	if c, ok := r.spaces[string(name)]; ok {
		return c
	}
	c := coloursOther
	v := p.lookup(r, "ColorSpace", string(name))
	switch kind := p.index(v, 0).Name(); {
	case v.Kind() == lib.Name && v.Name() != string(name):
		c = p.colourSpace(r, []byte(v.Name()))
	case kind == "CalGray":
		c = coloursGrey
	case kind == "CalRGB":
		c = coloursRGB
	case kind == "ICCBased":
		switch p.key(p.index(v, 1), "N").Int64() {
		case 1:
			c = coloursGrey
		case 3:
			c = coloursRGB
		case 4:
			c = coloursCMYK
		}
	}
	if r.spaces == nil {
		r.spaces = map[string]colours{}
	}
	r.spaces[string(name)] = c
	return c
}
