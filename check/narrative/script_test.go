package narrative

import (
	"testing"

	"github.com/stretchr/testify/require"

	"gongkai/record"
)

// A text of traditional characters is read, and quoted as printed.
func TestATextOfTraditionalCharacters(t *testing.T) {
	r := full("2021", "overview", "2023年，汀州市水務局共受理政府信息公開申請12件，均在規定期限內給出答覆，其中予以公開9件，不予公開3件。未發生行政複議、行政訴訟。")
	r.Cell("requests.new_received.total").Value = record.Int(11)
	Check(r)
	var got []string
	for _, c := range r.Claims {
		got = append(got, c.Text)
	}
	require.Equal(t, []string{"市水務局共受理政府信息公開申請12件", "其中予以公開9件", "不予公開3件", "未發生行政複議、行政訴訟", "未發生行政複議、行政訴訟"}, got)
	for _, s := range []string{"2023年，共受理申請12件。", "共受理政府信息公开申请12件，其中予以公开9件，於2023年。"} {
		require.Len(t, simplified(s), len(s))
	}
	require.Equal(t, "共受理政府信息公开申请12件，於2023年。", simplified("共受理政府信息公开申请12件，於2023年。"))
}
