//! Takes entries of a proposal over to an overlay, and removes entries, as text: what is not touched keeps its form and order.
//! It knows no files and no facts.

use std::ops::Range;

use codegen_model::diagnostic::Diagnostics;
use codegen_model::source::Sources;
use codegen_model::syntax::json::{self, Node, Value};

/// An overlay without entries.
const EMPTY: &str = "{\n  \"$schema\": \"../overlay.schema.json\",\n  \"entries\": []\n}\n";

/// An entry of an overlay or a proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is about: `ImageModeration.FileContent`.
    pub target: String,
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// The bytes of each of its facts, from the key to the value, by key.
    facts: Vec<(String, Range<usize>)>,
}

/// Returns the entries of an overlay, in order.
///
/// # Errors
///
/// Fails if the text is not JSON with a list `entries`.
pub fn entries(text: &str) -> Result<Vec<Entry>, String> {
    let root = json::parse_text(text).map_err(|error| error.message)?;
    let Some(Value::Array(items)) = get(&root, "entries").map(|node| &node.value) else {
        return Err("expected a list `entries`".to_owned());
    };
    Ok(items.iter().map(entry).collect())
}

fn entry(node: &Node<'_>) -> Entry {
    let target = get(node, "target").map(|node| &node.value);
    let target = if let Some(Value::String(text)) = target { text.to_string() } else { String::new() };
    let Value::Object(keys) = &node.value else { return Entry { target, range: range(node), facts: Vec::new() } };
    let facts = keys.iter().filter(|(key, _)| !matches!(&*key.text, "target" | "why"));
    let facts = facts.map(|(key, node)| (key.text.to_string(), key.span.start as usize..node.span.end as usize));
    Entry { target, range: range(node), facts: facts.collect() }
}

fn get<'n, 's>(node: &'n Node<'s>, name: &str) -> Option<&'n Node<'s>> {
    let Value::Object(entries) = &node.value else { return None };
    entries.iter().find(|(key, _)| key.text == name).map(|(_, node)| node)
}

fn range(node: &Node<'_>) -> Range<usize> {
    node.span.start as usize..node.span.end as usize
}

/// What [`accept`] returns.
#[derive(Debug, PartialEq, Eq)]
pub struct Accepted {
    /// The overlay with the entries.
    pub overlay: String,
    /// The proposal without them; `None` if nothing is left.
    pub proposal: Option<String>,
    /// How many entries were taken over.
    pub count: usize,
}

/// Takes the entries about `targets` over from a proposal. Each comes after the last entry about the same action or shape, or
/// else at the end.
///
/// # Errors
///
/// Fails if a text has no list of entries.
pub fn accept(overlay: Option<&str>, proposal: &str, targets: &[String]) -> Result<Accepted, String> {
    let mut overlay = overlay.unwrap_or(EMPTY).to_owned();
    let proposed = entries(proposal)?;
    let (taken, left): (Vec<_>, Vec<_>) = proposed.iter().partition(|entry| targets.contains(&entry.target));
    for entry in &taken {
        overlay = insert(&overlay, &proposal[entry.range.clone()], &entry.target)?;
    }
    let ranges: Vec<_> = taken.iter().map(|entry| entry.range.clone()).collect();
    let proposal = (!left.is_empty()).then(|| without(proposal, &ranges));
    Ok(Accepted { overlay, proposal, count: taken.len() })
}

/// Inserts the text of an entry.
fn insert(overlay: &str, entry: &str, target: &str) -> Result<String, String> {
    let owner = |target: &str| target.split('.').next().unwrap_or_default().to_owned();
    let known = entries(overlay)?;
    let same = known.iter().rfind(|entry| owner(&entry.target) == owner(target));
    if let Some(before) = same.or(known.last()) {
        let (head, tail) = overlay.split_at(before.range.end);
        return Ok(format!("{head},\n    {entry}{tail}"));
    }
    let root = json::parse_text(overlay).map_err(|error| error.message)?;
    let list = get(&root, "entries").map(range).ok_or("expected a list `entries`")?;
    Ok(format!("{}[\n    {entry}\n  ]{}", &overlay[..list.start], &overlay[list.end..]))
}

/// Removes the entries about `targets`. Returns the overlay, and how many entries were removed.
///
/// # Errors
///
/// Fails if the text has no list of entries.
pub fn drop_targets(overlay: &str, targets: &[String]) -> Result<(String, usize), String> {
    let gone = entries(overlay)?.into_iter().filter(|entry| targets.contains(&entry.target));
    let ranges: Vec<_> = gone.map(|entry| entry.range).collect();
    Ok((without(overlay, &ranges), ranges.len()))
}

/// Removes what stands at these offsets, where findings say that it does not apply: a fact, or the whole entry if nothing is
/// left of it. Returns the overlay, and how many facts or entries were removed.
///
/// # Errors
///
/// Fails if the text has no list of entries.
pub fn drop_expired(overlay: &str, offsets: &[usize]) -> Result<(String, usize), String> {
    let mut ranges = Vec::new();
    for entry in entries(overlay)? {
        let within = |range: &Range<usize>| offsets.iter().any(|offset| range.contains(offset));
        let expired: Vec<_> = entry.facts.iter().map(|(_, range)| range.clone()).filter(within).collect();
        if expired.len() == entry.facts.len() && !expired.is_empty() || expired.is_empty() && within(&entry.range) {
            ranges.push(entry.range);
        } else {
            ranges.extend(expired);
        }
    }
    Ok((without(overlay, &ranges), ranges.len()))
}

/// Removes items of lists or objects, each with the comma that separates it and its line.
fn without(text: &str, ranges: &[Range<usize>]) -> String {
    let mut left = text.to_owned();
    for range in ranges.iter().rev() {
        let after = &left[range.end..];
        let follows = after.trim_start().strip_prefix(',').map(|rest| left.len() - rest.trim_start().len());
        let before = left[..range.start].trim_end();
        // The item before a last one keeps no comma.
        let (start, end) = match follows {
            Some(next) => (range.start, next),
            None => (before.strip_suffix(',').unwrap_or(before).len(), range.end),
        };
        left.replace_range(start..end, "");
    }
    left
}

/// Returns an overlay in its canonical form, or as it is if it is not well-formed.
pub fn formatted(path: &str, text: String) -> String {
    let mut sources = Sources::default();
    let file = sources.add(path, text.clone());
    codegen_model::format::format(&sources, file, &mut Diagnostics::default()).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OVERLAY: &str = r#"{
  "entries": [
    { "target": "Do", "why": "A.", "idempotent": true },
    { "target": "Do.X",  "why": "B.", "sensitive": true, "range": { "min": 1 } },
    { "target": "Go", "why": "C.", "page": "https://example.com" }
  ]
}
"#;

    const PROPOSAL: &str = r#"{
  "entries": [
    { "target": "Do.Y", "why": "D.", "range": { "max": 5 } },
    { "target": "Go.Z", "why": "E.", "length": { "max": 5 } }
  ]
}
"#;

    fn targets(text: &str) -> Vec<String> {
        entries(text).expect("an overlay").into_iter().map(|entry| entry.target).collect()
    }

    #[test]
    fn an_accepted_entry_comes_after_those_of_its_action() {
        let found = accept(Some(OVERLAY), PROPOSAL, &["Do.Y".to_owned()]).expect("overlays");
        assert_eq!(
            (targets(&found.overlay), found.count),
            (["Do", "Do.X", "Do.Y", "Go"].map(str::to_owned).to_vec(), 1)
        );
        assert_eq!(targets(&found.proposal.expect("a rest")), ["Go.Z"]);
        assert!(found.overlay.contains(r#""Do.X",  "why""#), "what is not touched keeps its form");
    }

    #[test]
    fn a_proposal_can_become_an_overlay() {
        let found = accept(None, PROPOSAL, &["Do.Y".to_owned(), "Go.Z".to_owned()]).expect("overlays");
        assert_eq!((targets(&found.overlay), found.proposal), (vec!["Do.Y".to_owned(), "Go.Z".to_owned()], None));
    }

    #[test]
    fn dropped_entries_leave_valid_json() {
        for (gone, left) in [("Do", ["Do.X", "Go"]), ("Do.X", ["Do", "Go"]), ("Go", ["Do", "Do.X"])] {
            let (text, count) = drop_targets(OVERLAY, &[gone.to_owned()]).expect("an overlay");
            assert_eq!((targets(&text), count), (left.map(str::to_owned).to_vec(), 1), "{text}");
        }
        let all = ["Do", "Do.X", "Go"].map(str::to_owned);
        assert_eq!(targets(&drop_targets(OVERLAY, &all).expect("an overlay").0), Vec::<String>::new());
        assert_eq!(drop_targets(OVERLAY, &["No".to_owned()]).expect("an overlay"), (OVERLAY.to_owned(), 0));
    }

    #[test]
    fn an_entry_goes_with_its_last_fact() {
        let at = |text: &str| OVERLAY.find(text).expect("a fact");
        let (text, _) = drop_expired(OVERLAY, &[at("{ \"min\"")]).expect("an overlay");
        assert!(text.contains(r#"{ "target": "Do.X",  "why": "B.", "sensitive": true }"#), "{text}");
        let (text, count) = drop_expired(OVERLAY, &[at("{ \"min\""), at("true, \"range\"")]).expect("an overlay");
        assert_eq!((targets(&text), count), (["Do", "Go"].map(str::to_owned).to_vec(), 1));
        let (text, _) = drop_expired(OVERLAY, &[at("\"Go\"")]).expect("an overlay");
        assert_eq!(targets(&text), ["Do", "Do.X"]);
    }

    #[test]
    fn what_is_no_overlay_is_refused() {
        assert!(entries("{}").is_err() && entries("{").is_err() && accept(None, "[]", &[]).is_err());
    }
}
