//! Masks keys and signatures wherever they are in a text: a gateway may quote the request in its answer.

use std::borrow::Cow;
use std::cmp::Reverse;

use tencentcloud_runtime::Credentials;
use tencentcloud_runtime::sign::encode;

use super::HIDDEN;

/// Shorter values are not searched: they occur in words.
const MIN_LENGTH: usize = 4;

/// What precedes a signature in hexadecimal.
const SIGNATURES: [&str; 2] = ["Signature=", "q-signature="];

/// Masks the parts of these keys, and all signatures.
pub(super) fn masked(text: &str, keys: &[&Credentials]) -> String {
    let parts = keys.iter().flat_map(|key| [Some(key.secret_id()), Some(key.secret_key()), key.token()]).flatten();
    let forms = parts.filter(|part| part.len() >= MIN_LENGTH).flat_map(|part| [part.into(), encode(part)]);
    let mut forms: Vec<Cow<'_, str>> = forms.collect();
    // One may be a part of another.
    forms.sort_by_key(|form| Reverse(form.len()));
    let text = forms.iter().fold(text.to_owned(), |text, form| text.replace(&**form, HIDDEN));
    SIGNATURES.iter().fold(text, |text, start| without_hex_after(&text, start))
}

fn without_hex_after(text: &str, start: &str) -> String {
    let mut parts = text.split(start);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |masked, part| {
        let rest = part.trim_start_matches(|c: char| c.is_ascii_hexdigit());
        let hidden = if rest.len() == part.len() { "" } else { HIDDEN };
        [&masked, start, hidden, rest].concat()
    })
}

#[cfg(test)]
mod tests {
    use tencentcloud_runtime::Credentials;

    use super::masked;

    #[test]
    fn keys_and_signatures_are_masked() {
        let key = Credentials::new("AKIDREAL", "secret/key").with_token("AKIDREAL-token");
        for (text, expected) in [
            ("Credential=AKIDREAL/2019, Signature=0aF9, x", "Credential=***/2019, Signature=***, x"),
            ("q-ak=AKIDREAL&q-signature=12ab&q-signature=34", "q-ak=***&q-signature=***&q-signature=***"),
            ("secret/key secret%2Fkey AKIDREAL-token", "*** *** ***"),
            ("SignedHeaders=host, Signature=", "SignedHeaders=host, Signature="),
        ] {
            assert_eq!(masked(text, &[&key]), expected);
        }
    }
}
