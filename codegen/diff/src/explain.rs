//! Explains rules to people, as Markdown.

use crate::comparison::is_about_comparison;
use crate::facet::{Flow, Kind};
use crate::rule::{Example, Rule, Verdict, Verdicts, Within};
use crate::rules::catalogue;

/// The width of running text.
const WIDTH: usize = 100;

/// Returns the page of a rule.
pub fn page(rule: &Rule) -> String {
    let Rule { id, severity, bump, why, fix, .. } = rule;
    let breaks_something = !is_about_comparison(rule);
    let needs = if breaks_something { format!(" The crate needs a {bump} version.") } else { String::new() };
    let head = format!("# {id}: {}\n\nSeverity: {severity}.{needs}\n\n## Why\n\n{}\n", title(rule), wrap(why));
    let breaks = if breaks_something { effects(rule.verdicts) } else { String::new() };
    let example = rule.example.as_ref().map(example).unwrap_or_default();
    let fix = fix.as_deref().unwrap_or("No action is needed.");
    head + &breaks + &example + "## What to do\n\n" + &wrap(fix)
}

/// Returns the section about what breaks on each axis.
fn effects(verdicts: Verdicts) -> String {
    let lines = sentences(verdicts).map(|(axis, sentence)| format!("- {axis}: {sentence}\n"));
    format!("## What it breaks\n\n{}\n", lines.concat())
}

/// Returns the section with the example.
fn example(example: &Example) -> String {
    let Example { within, before, after, also } = example;
    let [before, after] = [("Before", before), ("After", after)].map(|(when, text)| piece(when, text, *within));
    let also = also.iter().map(|(id, reason)| wrap(&format!("The example also reports `{id}`. {reason}")));
    let also: String = also.collect();
    let gap = if also.is_empty() { "" } else { "\n" };
    format!("## Example\n\n{before}\n{after}\n{also}{gap}")
}

/// Returns a table with a line for each rule.
pub fn list() -> String {
    let mut list = String::from(
        "| rule | severity | wire | source | behaviour | version | what changed |\n|---|---|---|---|---|---|---|\n",
    );
    for rule in catalogue() {
        let Verdicts { wire, source, behaviour } = rule.verdicts;
        let (id, severity, bump, title) = (rule.id, rule.severity, rule.bump, title(rule).replace('|', "\\|"));
        list.push_str(&format!("| `{id}` | {severity} | {wire} | {source} | {behaviour} | {bump} | {title} |\n"));
    }
    list
}

/// Returns what a rule reports, in one line, without the values of a finding.
pub fn title(rule: &Rule) -> String {
    // Without values, a flag that is set or unset is one or the other.
    let was_changed =
        [" was ", " were ", " changed", " differently", " lost "].iter().any(|verb| rule.message.contains(verb));
    let values = if was_changed { "" } else { ", or no longer" };
    let parts = [
        (": its use changed from {old} to {new}", ""),
        ("; its status was {old}", ""),
        ("the version is {new}, but the changes need {old}", "the version is too low for the changes"),
        ("lists `{new}`, previously `{old}`", "lists another type"),
        ("polls `{new}`, previously `{old}`", "polls another operation"),
        ("is now the enumeration {new}", "is now an enumeration"),
        (" of `{old}` at `{new}`", " of a rule"),
        ("state of `{old}`", "state of a service"),
        (": {new}, previously {old}", values),
        (": {new}", ""),
        (", previously {old}", ""),
        (" from `{old}` to `{new}`", ""),
        (" from {old} to {new}", ""),
        (" from the {old} site to the {new} site", " to another site"),
        (" from the enumeration {old} to {new}", " to something that is not an enumeration"),
        (" from the {old} to the {new}", " to another part of the request"),
        (" on {old}", ""),
        ("the {old} site", "one site"),
        ("the {new} site", "one site"),
        (" renamed to `{new}`", " renamed"),
        (" renamed to {new}", " renamed"),
        (" to `{new}`", ""),
        (" is now `{new}`", " changed"),
        ("{other}", "another type"),
        ("{subject}", &subject(rule)),
    ];
    let title = parts.iter().fold(rule.message.clone(), |title, (part, instead)| title.replace(part, instead));
    ["{old}", "{new}", "{what}", "{change}"].iter().fold(title, |title, placeholder| title.replace(placeholder, "…"))
}

/// Returns the kind of item that a rule is about.
fn subject(rule: &Rule) -> String {
    let kind = match (&rule.matcher.kinds[..], rule.matcher.flow) {
        ([Kind::Member], Some(Flow::Input)) => "parameter",
        ([Kind::Member], Some(Flow::Output)) => "member of a response",
        ([Kind::Crate], _) => return "the crate".to_owned(),
        ([kind], _) => kind.word(),
        ([], _) => return "an item".to_owned(),
        _ => "schema item",
    };
    format!("{} {kind}", if kind.starts_with(['a', 'e', 'i', 'o']) { "an" } else { "a" })
}

fn sentences(verdicts: Verdicts) -> [(&'static str, &'static str); 3] {
    let Verdicts { wire, source, behaviour } = verdicts;
    let wire = match wire {
        Verdict::Fine => "clients of the old crate work as before.",
        Verdict::MayBreak => "clients of the old crate may fail, or read less from responses.",
        Verdict::Breaks => "clients of the old crate fail, or read less from responses, until they are rebuilt.",
    };
    let source = match source {
        Verdict::Fine => "code that compiles with the old crate compiles with the new one.",
        Verdict::MayBreak => "code that uses it may not compile, or compiles with a warning.",
        Verdict::Breaks => "code that uses it does not compile.",
    };
    let behaviour = match behaviour {
        Verdict::Fine => "code that compiles and requests that are accepted have the same effect.",
        Verdict::MayBreak => "code that compiles may have another effect, or its requests may be rejected.",
        Verdict::Breaks => "code that compiles has another effect, or its requests are rejected.",
    };
    [("Wire", wire), ("Source", source), ("Behaviour", behaviour)]
}

fn piece(when: &str, text: &str, within: Within) -> String {
    let (language, place) = match within {
        Within::Parameters => ("json", "the parameters of an action"),
        Within::Response => ("json", "the response of an action"),
        Within::Actions => ("json", "the actions of a descriptor"),
        Within::Descriptor => ("json", "a descriptor"),
        Within::Overlay => ("json", "the entries of an overlay"),
        Within::Authorization => ("json", "the lines of an authorization table"),
        Within::Manifest => ("toml", "the manifest"),
        Within::Operation => ("xml", "schemas of Cloud Infinite"),
        Within::Rules => ("xml", "a file of processing rules"),
        Within::Errors => ("xml", "a file of error codes"),
    };
    match text {
        "" => format!("{when}, in {place}: nothing.\n"),
        _ => format!("{when}, in {place}:\n\n```{language}\n{text}\n```\n"),
    }
}

/// Wraps running text.
fn wrap(text: &str) -> String {
    let mut lines = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        let word_length = word.chars().count();
        let (separator, before) = match length {
            0 => ("", 0),
            _ if length + 1 + word_length > WIDTH => ("\n", 0),
            _ => (" ", length + 1),
        };
        lines.push_str(separator);
        lines.push_str(word);
        length = before + word_length;
    }
    lines + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_has_the_same_parts_and_no_placeholder() {
        for rule in catalogue() {
            let page = page(rule);
            let parts: Vec<_> = page.lines().filter(|line| line.starts_with("## ")).collect();
            let expected = match rule.id {
                _ if is_about_comparison(rule) => &["## Why", "## What to do"][..],
                "unclassified-change" => &["## Why", "## What it breaks", "## What to do"],
                _ => &["## Why", "## What it breaks", "## Example", "## What to do"],
            };
            assert_eq!(parts, expected, "{}", rule.id);
            let heading = page.lines().next().unwrap_or_default();
            assert!(!heading.contains('{') && !heading.ends_with('.'), "{heading}");
            assert!(page.ends_with('\n') && !page.ends_with("\n\n"), "{}", rule.id);
        }
    }

    #[test]
    fn text_is_wrapped_between_words() {
        let wrapped = wrap(&"word ".repeat(60));
        assert!(wrapped.lines().all(|line| line.len() <= WIDTH && line.starts_with("word") && line.ends_with("word")));
        assert_eq!(wrapped.split_whitespace().count(), 60);
        assert_eq!(wrap("one"), "one\n");
    }
}
