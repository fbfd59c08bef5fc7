//! Text from bytes in any encoding.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::error::{DocumentError, DocumentErrorKind};

/// Text, and what was assumed about its bytes where they are not UTF-8.
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) note: Option<String>,
}

/// Files that are no text, by the bytes they begin with.
const FOREIGN: [(&[u8], &str, &str); 5] = [
    (b"%PDF-", "a PDF file", "name it .pdf, or say so with --as pdf"),
    (b"PK\x03\x04", "a ZIP archive", "a Word document is named .docx, or read with --as docx"),
    (b"\xd0\xcf\x11\xe0", "a binary Office file", "save it as .docx"),
    (b"{\\rtf", "an RTF file", "save it as .docx or plain text"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
];

/// The currency signs, dashes, quotes, fractions and the like of windows-1252: what is no letter in it.
const SIGNS_OF_1252: [u8; 34] = [
    0x80, 0x82, 0x84, 0x85, 0x86, 0x87, 0x89, 0x8b, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x99, 0x9b, 0xa0, 0xa2,
    0xa3, 0xa5, 0xa7, 0xa9, 0xab, 0xad, 0xae, 0xb0, 0xb1, 0xb7, 0xbb, 0xbc, 0xbd, 0xbe, 0xd7,
];

/// How many bytes are looked at for a sign of UTF-16 without a byte order mark.
const UTF_16_SAMPLE: usize = 512;

/// Decodes a document named `name`: UTF-8 where the bytes are that; else as its byte order mark, then as `declared` says, then
/// as the frequencies of its letters suggest.
///
/// A byte order mark of UTF-8 stays in the text, so that offsets are those of the file.
pub(super) fn decode(name: &str, bytes: Vec<u8>, declared: Option<&str>) -> Result<Decoded, DocumentError> {
    if let Some((_, found, way_out)) = FOREIGN.iter().find(|(mark, ..)| bytes.starts_with(mark)) {
        let said = format_args!("found {found}; expected text ({way_out})");
        return Err(DocumentError::new(DocumentErrorKind::WrongKind, name, said));
    }
    let utf_16 = utf_16(&bytes);
    let decoded = match (utf_16, String::from_utf8(bytes)) {
        (None, Ok(text)) => Decoded { text, note: None },
        (Some(encoding), Ok(text)) => read_as(encoding, text.as_bytes(), "by its first bytes"),
        (Some(encoding), Err(error)) => read_as(encoding, error.as_bytes(), "by its first bytes"),
        (None, Err(error)) => assume(error.as_bytes(), declared),
    };
    match decoded.text.find('\0') {
        None => Ok(decoded),
        Some(at) => {
            let said = format_args!("found a NUL byte at byte {at}; expected text, not a binary file");
            Err(DocumentError::new(DocumentErrorKind::WrongKind, name, said))
        }
    }
}

/// The encoding of bytes that are not UTF-8.
fn assume(bytes: &[u8], declared: Option<&str>) -> Decoded {
    match declared.and_then(|label| Encoding::for_label(label.as_bytes())) {
        // A document that calls itself UTF-8 and is not, is not.
        Some(encoding) if encoding != UTF_8 => read_as(encoding, bytes, "as it declares"),
        _ => {
            // A text of a few currency signs, dashes and quotes has no letters that would tell.
            if bytes.iter().all(|byte| byte.is_ascii() || SIGNS_OF_1252.contains(byte)) {
                return read_as(WINDOWS_1252, bytes, "by its signs");
            }
            let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
            detector.feed(bytes, true);
            read_as(detector.guess(None, Utf8Detection::Deny), bytes, "by the frequencies of its letters")
        }
    }
}

/// Whether bytes begin with a mark of UTF-16, or every second of them is zero.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    match Encoding::for_bom(bytes) {
        Some((encoding, _)) => return Some(encoding).filter(|encoding| *encoding != UTF_8),
        None if bytes.len() < 4 => return None,
        None => {}
    }
    let sample = bytes.get(..UTF_16_SAMPLE.min(bytes.len())).unwrap_or_default();
    let zeros = |from| sample.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let (few, many) = (sample.len() / 16, sample.len() / 4);
    match (even, odd) {
        (even, odd) if even <= few && odd > many => Some(UTF_16LE),
        (even, odd) if odd <= few && even > many => Some(UTF_16BE),
        _ => None,
    }
}

fn read_as(encoding: &'static Encoding, bytes: &[u8], why: &str) -> Decoded {
    let (text, used, broken) = encoding.decode(bytes);
    let mut note = format!("read as {} {why}; offsets count the bytes of its text in UTF-8", used.name());
    if broken {
        note.push_str("; bytes that are no text in it are shown as U+FFFD");
    }
    Decoded { text: text.into_owned(), note: Some(note) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8], declared: Option<&str>) -> (String, String) {
        let decoded = decode("f.txt", bytes.to_vec(), declared).unwrap();
        let note = decoded.note.unwrap_or_default();
        (decoded.text, note.split(';').next().unwrap().to_owned())
    }

    #[test]
    fn each_encoding_is_read_and_what_was_assumed_is_said() {
        let utf_16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        let text = "Umsatz stieg um 5 % auf 3,1 Mrd. € – früher";
        for (bytes, declared, expected, note) in [
            (text.as_bytes().to_vec(), Some("shift_jis"), text, ""),
            ([b"\xef\xbb\xbf", text.as_bytes()].concat(), None, &format!("\u{feff}{text}"), ""),
            ([b"\xff\xfe".to_vec(), utf_16(text)].concat(), None, text, "read as UTF-16LE by its first bytes"),
            (utf_16(text), None, text, "read as UTF-16LE by its first bytes"),
            (
                b"up 5% to \xa33m \x96 a record".to_vec(),
                None,
                "up 5% to £3m – a record",
                "read as windows-1252 by its signs",
            ),
            (b"5 \x80 \x96 fr\xfcher".to_vec(), Some("latin1"), "5 € – früher", "read as windows-1252 as it declares"),
            (
                b"5 \x80 fr\xfcher".to_vec(),
                Some("utf-8"),
                "5 € früher",
                "read as windows-1252 by the frequencies of its letters",
            ),
            (
                b"5 \x80 fr\xfcher".to_vec(),
                Some("none"),
                "5 € früher",
                "read as windows-1252 by the frequencies of its letters",
            ),
            (b"\x82\xcd\x82\xb7".to_vec(), Some("shift_jis"), "はす", "read as Shift_JIS as it declares"),
        ] {
            assert_eq!(decoded(&bytes, declared), (expected.to_owned(), note.to_owned()), "{bytes:?} {declared:?}");
        }
    }

    #[test]
    fn what_is_no_text_is_refused_with_a_way_out() {
        for (bytes, expected) in [
            (&b"%PDF-1.7"[..], "f.txt: found a PDF file; expected text (name it .pdf, or say so with --as pdf)"),
            (b"a\0b", "f.txt: found a NUL byte at byte 1; expected text, not a binary file"),
            (b"\x1f\x8b\x08", "f.txt: found a gzip archive; expected text (unpack it first)"),
        ] {
            let error = decode("f.txt", bytes.to_vec(), None).err().unwrap();
            assert_eq!((error.kind(), error.to_string().as_str()), (DocumentErrorKind::WrongKind, expected));
        }
    }
}
