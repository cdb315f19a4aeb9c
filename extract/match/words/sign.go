package words

// IsDash reports the many characters that stand for a dash or a minus.
func IsDash(r rune) bool {
	switch r {
	case '-', '_', '~', 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212, 0x2500, 0x2501, 0xFE58, 0xFE63, 0x30FC, 0x2796:
		return true
	}
	return false
}

// IsDigit reports whether a character is a digit of either width.
func IsDigit(r rune) bool { return r >= '0' && r <= '9' || r >= 0xFF10 && r <= 0xFF19 }
