//! Reads the list of accepted findings.

use toml::de::DeTable;

use super::date::Date;
use super::list::{Accepted, Entry, Selector};
use crate::entries::Reader;
use codegen_model::diagnostic::{Code, Diagnostics};
use codegen_model::source::{FileId, Sources, Span};

/// The keys of an entry.
pub const KEYS: &[&str] = &["rule", "place", "fingerprint", "reason", "until"];

/// The key of the list.
const LIST: &str = "accepted";

/// Reads the list. Invalid entries are reported and left out.
pub fn load(sources: &Sources, file: FileId, diagnostics: &mut Diagnostics) -> Accepted {
    let mut reader = Reader { file, diagnostics };
    let Some(table) = reader.parse(sources.text(file), &[LIST]) else { return Accepted::default() };
    Accepted { entries: reader.list(&table, LIST, entry) }
}

fn entry(reader: &mut Reader<'_>, table: &DeTable<'_>, span: Span) -> Option<Entry> {
    let keys_are_known = reader.check_keys(table, KEYS);
    let (rule, reason) = (reader.rule(table, span), reader.required(table, "reason", span));
    let (selector, until) = (selector(reader, table, span), until(reader, table));
    keys_are_known.then_some(Entry { rule: rule?, selector: selector?, reason: reason?.0, until: until?, span })
}

fn selector(reader: &mut Reader<'_>, table: &DeTable<'_>, span: Span) -> Option<Selector> {
    const ONE: &str = "write either a `place`, which may contain `*` and `**`, or a `fingerprint`";
    match (table.contains_key("place"), table.contains_key("fingerprint")) {
        (true, false) => Some(Selector::Places(reader.required(table, "place", span)?.0)),
        (false, true) => Some(Selector::Fingerprint(reader.required(table, "fingerprint", span)?.0)),
        (true, true) => {
            reader.report(Code::UNKNOWN_KEY, span, "the entry has both `place` and `fingerprint`", ONE);
            None
        }
        (false, false) => {
            reader.report(Code::MISSING_KEY, span, "the entry has neither `place` nor `fingerprint`", ONE);
            None
        }
    }
}

/// Returns the last day, if the entry has one; `None` if it is invalid.
fn until(reader: &mut Reader<'_>, table: &DeTable<'_>) -> Option<Option<Date>> {
    let Some(value) = table.get("until") else { return Some(None) };
    let date = value.get_ref().as_datetime().filter(|date| date.time.is_none()).and_then(|date| date.date);
    if date.is_none() {
        let span = reader.span(value);
        reader.report(Code::WRONG_TYPE, span, "`until` is not a date", "write `until = 2030-01-31`, without quotes");
    }
    date.map(|date| Some(date.into()))
}
