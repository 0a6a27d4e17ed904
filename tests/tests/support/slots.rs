//! Finds the places in a schema that hold free text, and replaces their texts.

use std::ops::Range;

/// A place with text: between two quotes in JSON and TOML, an attribute value or a text node in XML.
#[derive(Clone, Debug)]
pub struct Slot {
    /// The file.
    pub path: &'static str,
    /// The byte range of the text, without quotes.
    pub range: Range<usize>,
}

/// Finds the slots of a file without escape sequences.
pub fn slots(path: &'static str, text: &str) -> Vec<Slot> {
    let quoted = text.match_indices('"').map(|(at, _)| at).collect::<Vec<_>>();
    let mut ranges: Vec<_> = quoted.chunks_exact(2).map(|pair| pair[0] + 1..pair[1]).collect();
    if path.ends_with(".xml") {
        let ends = text.match_indices('>').map(|(at, _)| at + 1);
        let texts = ends.filter_map(|at| Some(at..at + text[at..].find('<')?));
        ranges.extend(texts.filter(|range| !text[range.clone()].trim().is_empty()));
    }
    ranges.sort_by_key(|range| range.start);
    ranges.into_iter().map(|range| Slot { path, range }).collect()
}

/// Replaces the text of each slot with `new`.
pub fn fill(text: &str, slots: &[&Slot], new: &str) -> String {
    let mut out = String::new();
    let mut end = 0;
    for slot in slots {
        out.push_str(&text[end..slot.range.start]);
        out.push_str(&escaped(slot.path, new));
        end = slot.range.end;
    }
    out + &text[end..]
}

/// Escapes a text for a string of JSON or TOML, or for XML.
fn escaped(path: &str, text: &str) -> String {
    if path.ends_with(".xml") {
        let plain = |c: char| !matches!(c, '&' | '<' | '>' | '"') && !c.is_control();
        return text.chars().map(|c| if plain(c) { c.to_string() } else { format!("&#{};", u32::from(c)) }).collect();
    }
    // TOML has the same escapes as JSON.
    let quoted = serde_json::to_string(text).expect("a string is JSON").replace('\u{7f}', "\\u007f");
    quoted[1..quoted.len() - 1].to_owned()
}
