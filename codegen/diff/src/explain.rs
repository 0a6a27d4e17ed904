//! Knows how to explain a rule to people, as Markdown: what it reports, why that matters, and what to do.

use super::facet::{Flow, Kind};
use super::rule::{Example, Rule, Verdict, Verdicts, Within};
use super::{catalogue, whole};

/// ChangeKind long the lines of running text are.
const WIDTH: usize = 100;

/// The page of a rule.
pub fn page(rule: &Rule) -> String {
    let Rule { id, severity, bump, why, fix, .. } = rule;
    // What is wrong with a version or a list breaks nobody.
    let needs = if whole::is_whole(rule) { String::new() } else { format!(" The crate needs a {bump} version.") };
    let head = format!("# {id}: {}\n\nSeverity: {severity}.{needs}\n\n## Why\n\n{}\n", title(rule), wrap(why));
    head + &breaks(rule) + &shown(&rule.example) + "## What to do\n\n" + &wrap(fix)
}

/// What breaks, axis by axis.
fn breaks(rule: &Rule) -> String {
    if whole::is_whole(rule) {
        return String::new();
    }
    let breaks = sentences(rule.verdicts).map(|(axis, sentence)| format!("- {axis}: {sentence}\n"));
    format!("## What it breaks\n\n{}\n", breaks.concat())
}

/// The example, where there is one.
fn shown(example: &Example) -> String {
    if example.before == example.after {
        return String::new();
    }
    let [before, after] =
        [("Before", example.before), ("After", example.after)].map(|(when, text)| piece(when, text, example));
    let also = example.also.iter().map(|(id, reason)| wrap(&format!("It reports `{id}` as well. {reason}")));
    let also: String = also.collect();
    let gap = if also.is_empty() { "" } else { "\n" };
    format!("## Example\n\n{before}\n{after}\n{also}{gap}")
}

/// All rules, each in one line of a table.
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

/// What a rule reports, in one line.
pub fn title(rule: &Rule) -> String {
    let says = rule.says.replace("{subject}", &subject(rule));
    ["{old}", "{new}", "{what}", "{how}"].iter().fold(says, |says, placeholder| says.replace(placeholder, "…"))
}

/// What a rule is for, whatever it is called.
fn subject(rule: &Rule) -> String {
    let kind = match (rule.kinds, rule.flow) {
        ([Kind::Member], Some(Flow::Input)) => "parameter",
        ([Kind::Member], Some(Flow::Output)) => "member of an answer",
        ([Kind::Crate], _) => return "the crate".to_owned(),
        ([Kind::Pages], _) => return "the pages of an operation".to_owned(),
        ([kind], _) => kind.word(),
        ([], _) => return "something".to_owned(),
        _ => "thing",
    };
    format!("{} {kind}", if kind.starts_with(['a', 'e', 'i', 'o']) { "an" } else { "a" })
}

fn sentences(verdicts: Verdicts) -> [(&'static str, &'static str); 3] {
    let Verdicts { wire, source, behaviour } = verdicts;
    let wire = match wire {
        Verdict::Fine => "clients of the old crate go on as before.",
        Verdict::May => "clients of the old crate may fail, or find less in answers.",
        Verdict::Breaks => "clients of the old crate fail, or find less in answers, until they are built anew.",
    };
    let source = match source {
        Verdict::Fine => "code that compiles against the old crate compiles against the new one.",
        Verdict::May => "code that uses it may not compile, or only with a warning.",
        Verdict::Breaks => "code that uses it does not compile.",
    };
    let behaviour = match behaviour {
        Verdict::Fine => "what compiles and is taken means the same.",
        Verdict::May => "what compiles and is taken may mean something else, or be refused.",
        Verdict::Breaks => "what compiles means something else, or is refused.",
    };
    [("Wire", wire), ("Source", source), ("Behaviour", behaviour)]
}

fn piece(when: &str, text: &str, example: &Example) -> String {
    let (language, place) = match example.within {
        Within::Parameters => ("json", "the parameters of an action"),
        Within::Response => ("json", "the response of an action"),
        Within::Actions => ("json", "the actions of a descriptor"),
        Within::Descriptor => ("json", "a descriptor"),
        Within::Overlay => ("json", "the entries of an overlay"),
        Within::Authorization => ("json", "the lines of an authorization table"),
        Within::Manifest => ("toml", "the manifest"),
        Within::Operation => ("xml", "schemas of Cloud Infinite"),
        Within::Rules => ("xml", "a file of rules"),
        Within::Errors => ("xml", "a file of error codes"),
    };
    match text {
        "" => format!("{when}, in {place}: nothing.\n"),
        _ => format!("{when}, in {place}:\n\n```{language}\n{text}\n```\n"),
    }
}

/// Running text in lines.
fn wrap(text: &str) -> String {
    let mut lines = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        let long = word.chars().count();
        let (space, rest) = if length == 0 { ("", 0) } else { (" ", length + 1) };
        if rest + long > WIDTH {
            lines.push('\n');
            lines.push_str(word);
            length = long;
        } else {
            lines.push_str(space);
            lines.push_str(word);
            length = rest + long;
        }
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
                _ if whole::is_whole(rule) => &["## Why", "## What to do"][..],
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
