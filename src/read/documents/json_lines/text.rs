//! Texts as JSON writes them, decoded into room of their own size.

use memchr::memchr;
use serde::de::Error;
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

/// A text. What serde_json decodes grows a buffer step by step, anew for each line, and is copied out of it.
pub(super) struct Text(pub(super) String);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = <&RawValue>::deserialize(deserializer)?.get();
        let text = decoded(json).map_or_else(|| serde_json::from_str(json), Ok);
        text.map(Text).map_err(D::Error::custom)
    }
}

/// A text whose escapes stand for a character each; `None` where one is half of a character, or where this is no text.
fn decoded(json: &str) -> Option<String> {
    let mut rest = json.strip_prefix('"')?.strip_suffix('"')?;
    let mut text = String::with_capacity(rest.len());
    while let Some(at) = memchr(b'\\', rest.as_bytes()) {
        let (before, escape) = rest.split_at_checked(at)?;
        let (character, after) = unescaped(escape)?;
        text.push_str(before);
        text.push(character);
        rest = after;
    }
    text.push_str(rest);
    Some(text)
}

/// The character that an escape at the beginning of a text stands for, and what follows it.
fn unescaped(text: &str) -> Option<(char, &str)> {
    let character = match text.as_bytes().get(1)? {
        b'n' => '\n',
        b'"' => '"',
        b'\\' => '\\',
        b'/' => '/',
        b't' => '\t',
        b'r' => '\r',
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'u' => {
            let digit = |number: u32, digit: char| number.checked_mul(16)?.checked_add(digit.to_digit(16)?);
            let number = text.get(2..6)?.chars().try_fold(0, digit)?;
            return Some((char::from_u32(number)?, text.get(6..)?));
        }
        _ => return None,
    };
    Some((character, text.get(2..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_as_the_format_has_it() {
        for json in [
            r#""""#,
            r#""Sales rose 5%.""#,
            r#""\"3.1bn\"\r\n\tto\/by\\\b\f""#,
            r#""\u00a05\u20AC\\u00a0€é""#,
            r#""\ud83d\ude00 up""#,
            r#""ends\\""#,
        ] {
            let Text(text) = serde_json::from_str(json).unwrap();
            assert_eq!(text, serde_json::from_str::<String>(json).unwrap(), "{json}");
        }
    }

    #[test]
    fn what_is_no_text_is_named() {
        for (json, said) in [
            ("5", "invalid type: integer `5`, expected a string"),
            ("null", "invalid type: null, expected a string"),
            (r#""\ud83d up""#, "unexpected end of hex escape"),
            (r#""\u+0a0""#, "invalid escape"),
            ("\"\t\"", "control character (\\u0000-\\u001F) found while parsing a string"),
        ] {
            let error = serde_json::from_str::<Text>(json).err().unwrap().to_string();
            assert!(error.starts_with(&format!("{said} at line 1 column ")), "{error}");
        }
    }
}
