package pdf

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/binary"

	"gongkai/record"
)

// cipherKind is how streams are encrypted.
type cipherKind uint8

const (
	cipherNone cipherKind = iota
	cipherRC4
	cipherAES128
	cipherAES256
)

// decrypter undoes the standard security handler (ISO 32000-2, 7.6) for files
// whose user password is empty: those that open without asking. The object
// layer knows AES-256 not at all and fails on strings of odd lengths, so files
// are decrypted before it sees them.
type decrypter struct {
	kind cipherKind
	key  []byte
}

var passwordPad = []byte("\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A")

func errEncrypted() error {
	return record.Fail(record.Encrypted, "the file asks for a password; open it in a viewer, save it without one and read that")
}

// newDecrypter derives the key from the encryption dictionary and the first
// part of the file's identifier.
func newDecrypter(d rawDict, id []byte) (*decrypter, error) {
	if f := d.name("Filter"); f != "Standard" {
		return nil, record.Fail(record.Encrypted, "the file is protected by "+f+", not by a plain password; ask its publisher for an open copy")
	}
	v, r := d.int("V", 0), d.int("R", 0)
	c := &decrypter{kind: cipherRC4}
	n := d.int("Length", 40) / 8
	if v == 1 || n < 5 || n > 16 {
		n = 5
	}
	encryptMeta := string(d["EncryptMetadata"]) != "false"
	switch v {
	case 1, 2, 3:
	case 4, 5:
		l := lexer{b: d["CF"]}
		var method string
		if name := d.name("StmF"); name != "" && name != "Identity" && l.next() == tokDict {
			l = lexer{b: l.dict()[name]}
			if l.next() == tokDict {
				method = l.dict().name("CFM")
			}
		}
		switch method {
		case "V2":
			n = max(n, 16)
		case "AESV2":
			c.kind, n = cipherAES128, 16
		case "AESV3":
			c.kind = cipherAES256
		default:
			c.kind = cipherNone
		}
	default:
		return nil, record.Fail(record.Encrypted, "the file is encrypted in a way that is not in the standard; open it in a viewer and print it to a new PDF")
	}
	o, u := d.string("O"), d.string("U")
	if r >= 5 {
		return c, c.unlock256(d, r, u)
	}
	if len(o) < 32 || len(u) < 16 {
		return nil, errEncrypted()
	}
	h := md5.New()
	h.Write(passwordPad)
	h.Write(o[:32])
	h.Write(binary.LittleEndian.AppendUint32(nil, uint32(int64(d.int("P", 0)))))
	h.Write(id)
	if r >= 4 && !encryptMeta {
		h.Write([]byte{0xff, 0xff, 0xff, 0xff})
	}
	key := h.Sum(nil)
	if r >= 3 {
		for range 50 {
			sum := md5.Sum(key[:n])
			copy(key, sum[:])
		}
	}
	c.key = key[:n]
	if !bytes.HasPrefix(u, c.userEntry(r, id)) {
		return nil, errEncrypted()
	}
	return c, nil
}

// userEntry is what U must begin with if the key is right.
func (c *decrypter) userEntry(r int, id []byte) []byte {
	if r == 2 {
		return rc4With(c.key, 0, append([]byte(nil), passwordPad...))
	}
	sum := md5.Sum(append(append([]byte(nil), passwordPad...), id...))
	out := sum[:]
	for i := range 20 {
		out = rc4With(c.key, byte(i), out)
	}
	return out
}

func rc4With(key []byte, xor byte, data []byte) []byte {
	k := make([]byte, len(key))
	for i := range k {
		k[i] = key[i] ^ xor
	}
	s, err := rc4.NewCipher(k)
	if err != nil { // only for keys that are empty or too long
		return data
	}
	s.XORKeyStream(data, data)
	return data
}

// unlock256 finds the file key of AES-256 (revisions 5 and 6).
func (c *decrypter) unlock256(d rawDict, r int, u []byte) error {
	ue := d.string("UE")
	if len(u) < 48 || len(ue) < 32 {
		return errEncrypted()
	}
	check, salt := u[32:40], u[40:48]
	if !bytes.Equal(hash256(r, check), u[:32]) {
		return errEncrypted()
	}
	block, err := aes.NewCipher(hash256(r, salt))
	if err != nil {
		return err // cannot be: the hash has 32 bytes
	}
	c.key = make([]byte, 32)
	cipher.NewCBCDecrypter(block, make([]byte, 16)).CryptBlocks(c.key, ue[:32])
	return nil
}

// hash256 is algorithm 2.B for the empty password.
func hash256(r int, salt []byte) []byte {
	sum := sha256.Sum256(salt)
	k := sum[:]
	if r < 6 {
		return k
	}
	for i := 0; ; i++ {
		block, err := aes.NewCipher(k[:16])
		if err != nil {
			return nil // cannot be: the key has 16 bytes
		}
		e := bytes.Repeat(k, 64)
		cipher.NewCBCEncrypter(block, k[16:32]).CryptBlocks(e, e)
		mod := 0
		for _, b := range e[:16] {
			mod += int(b)
		}
		switch mod % 3 {
		case 0:
			s := sha256.Sum256(e)
			k = s[:]
		case 1:
			s := sha512.Sum384(e)
			k = s[:]
		default:
			s := sha512.Sum512(e)
			k = s[:]
		}
		if i >= 63 && int(e[len(e)-1]) <= i-31 {
			return k[:32]
		}
	}
}

// decrypt undoes the encryption of one stream or string of the object.
func (c *decrypter) decrypt(id uint32, gen uint16, data []byte) []byte {
	if c == nil || c.kind == cipherNone {
		return data
	}
	key := c.key
	if c.kind != cipherAES256 {
		h := md5.New()
		h.Write(key)
		h.Write([]byte{byte(id), byte(id >> 8), byte(id >> 16), byte(gen), byte(gen >> 8)})
		if c.kind == cipherAES128 {
			h.Write([]byte("sAlT"))
		}
		key = h.Sum(nil)[:min(16, len(key)+5)]
	}
	if c.kind == cipherRC4 {
		return rc4With(key, 0, append([]byte(nil), data...))
	}
	block, err := aes.NewCipher(key)
	if err != nil || len(data) < 32 {
		return nil
	}
	out := append([]byte(nil), data[16:len(data)-len(data)%16]...)
	cipher.NewCBCDecrypter(block, data[:16]).CryptBlocks(out, out)
	if pad := int(out[len(out)-1]); pad >= 1 && pad <= 16 {
		out = out[:len(out)-pad]
	}
	return out
}

func (d rawDict) string(key string) []byte {
	l := lexer{b: d[key]}
	if l.next() != tokString {
		return nil
	}
	return l.raw
}
