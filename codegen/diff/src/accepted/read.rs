//! Reads the list of accepted findings.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Accepted, Date, Entry, Of};
use crate::catalogue;
use codegen_model::diagnostic::{Code, Diagnostics, did_you_mean};
use codegen_model::source::{FileId, Sources, Span};

/// The keys of an entry.
pub const KEYS: &[&str] = &["rule", "place", "fingerprint", "reason", "until"];

/// The list's only key.
const LIST: &str = "accepted";

/// Reads the list. What is wrong with an entry is reported, and the entry left out.
pub fn load(sources: &Sources, file: FileId, diagnostics: &mut Diagnostics) -> Accepted {
    let table = match DeTable::parse(sources.text(file)) {
        Ok(table) => table,
        Err(error) => {
            let span = error.span().unwrap_or_default();
            diagnostics.error(Code::TOML_SYNTAX, Span::new(file, span.start, span.end), error.message().to_owned());
            return Accepted::default();
        }
    };
    let mut reader = Reader { file, diagnostics };
    reader.known(table.get_ref(), &[LIST]);
    let list = table.get_ref().get(LIST).map(|list| (list.get_ref().as_array(), reader.span(list)));
    let entries = match list {
        None => &[][..],
        Some((Some(entries), _)) => entries,
        Some((None, span)) => {
            reader.report(
                Code::WRONG_TYPE,
                span,
                "this is not a list of entries",
                "begin each entry with `[[accepted]]`",
            );
            &[]
        }
    };
    Accepted { entries: entries.iter().filter_map(|entry| reader.entry(entry)).collect() }
}

struct Reader<'d> {
    file: FileId,
    diagnostics: &'d mut Diagnostics,
}

impl Reader<'_> {
    fn entry(&mut self, entry: &Spanned<DeValue<'_>>) -> Option<Entry> {
        let span = self.span(entry);
        let Some(table) = entry.get_ref().as_table() else {
            self.report(Code::WRONG_TYPE, span, "this is no entry", "begin each entry with `[[accepted]]`");
            return None;
        };
        let known = self.known(table, KEYS);
        let (rule, reason) = (self.rule(table, span), self.required(table, "reason", span));
        let (of, until) = (self.of(table, span), self.until(table));
        known.then_some(Entry { rule: rule?, of: of?, reason: reason?.0, until: until?, span })
    }

    fn rule(&mut self, table: &DeTable<'_>, of: Span) -> Option<&'static crate::rule::Rule> {
        let (id, span) = self.required(table, "rule", of)?;
        let found = catalogue().find(|rule| rule.id == id);
        if found.is_none() {
            let close = did_you_mean(&id, catalogue().map(|rule| rule.id));
            let help = close.map(|close| format!("did you mean `{close}`?"));
            let help = help.unwrap_or_else(|| "`cargo xtask rules` lists them".to_owned());
            self.report(Code::UNKNOWN_VALUE, span, format!("there is no rule `{id}`"), help);
        }
        found
    }

    fn of(&mut self, table: &DeTable<'_>, span: Span) -> Option<Of> {
        const ONE: &str = "an entry has either a `place`, which may have `*` and `**` in it, or a `fingerprint`";
        match (table.contains_key("place"), table.contains_key("fingerprint")) {
            (true, false) => Some(Of::Places(self.required(table, "place", span)?.0)),
            (false, true) => Some(Of::Fingerprint(self.required(table, "fingerprint", span)?.0)),
            (true, true) => {
                self.report(Code::UNKNOWN_KEY, span, "the entry has a place and a fingerprint", ONE);
                None
            }
            (false, false) => {
                self.report(Code::MISSING_KEY, span, "the entry does not say what it is for", ONE);
                None
            }
        }
    }

    /// The day, none, or nothing where it is no day.
    fn until(&mut self, table: &DeTable<'_>) -> Option<Option<Date>> {
        let Some(value) = table.get("until") else { return Some(None) };
        let date = value.get_ref().as_datetime().filter(|date| date.time.is_none()).and_then(|date| date.date);
        if date.is_none() {
            let span = self.span(value);
            self.report(
                Code::WRONG_TYPE,
                span,
                "`until` is not a day",
                "write it without quotes: `until = 2030-01-31`",
            );
        }
        date.map(|date| Some(date.into()))
    }

    /// A text that must be there and say something.
    fn required(&mut self, table: &DeTable<'_>, key: &str, of: Span) -> Option<(String, Span)> {
        let Some(value) = table.get(key) else {
            self.report(
                Code::MISSING_KEY,
                of,
                format!("the entry has no `{key}`"),
                "every entry has a rule and a reason",
            );
            return None;
        };
        let span = self.span(value);
        match value.get_ref().as_str() {
            Some(text) if !text.trim().is_empty() => return Some((text.to_owned(), span)),
            Some(_) => self.report(Code::UNKNOWN_VALUE, span, format!("`{key}` says nothing"), "say it in a few words"),
            None => self.report(Code::WRONG_TYPE, span, format!("`{key}` is not a text"), "put it into quotes"),
        }
        None
    }

    fn known(&mut self, table: &DeTable<'_>, keys: &[&str]) -> bool {
        let mut good = true;
        for key in table.keys().filter(|key| !keys.contains(&key.get_ref().as_ref())) {
            good = false;
            let name = key.get_ref();
            let close = did_you_mean(name, keys.iter().copied());
            let help = close.map(|close| format!("did you mean `{close}`?"));
            let help = help.unwrap_or_else(|| format!("there are: {}", keys.join(", ")));
            let span = Span::new(self.file, key.span().start, key.span().end);
            self.report(Code::UNKNOWN_KEY, span, format!("`{name}` is not known here"), help);
        }
        good
    }

    fn span(&self, value: &Spanned<DeValue<'_>>) -> Span {
        Span::new(self.file, value.span().start, value.span().end)
    }

    fn report(&mut self, code: Code, at: Span, message: impl Into<String>, help: impl Into<String>) {
        self.diagnostics.error(code, at, message).help(help);
    }
}
