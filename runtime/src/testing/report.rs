//! What went another way than the rules say, in words.

use super::rule::{Fit, Rule};
use super::taken::Taken;

/// Why no rule answers a request.
pub(super) fn unanswered<'a>(taken: &Taken, rules: impl Iterator<Item = (&'a Rule, &'a Fit)>) -> String {
    let mut message = format!("no rule answers {}", taken.describe());
    for (rule, fit) in rules {
        let why = match fit {
            Fit::Other => continue,
            Fit::Holds => "is used up".to_owned(),
            Fit::Refused(printed) => format!("has conditions that do not hold for {printed}"),
            Fit::Unreadable(problem) => format!("cannot read it: {problem}"),
        };
        message.push_str(&format!("\n    the rule at {} {why}", rule.place));
    }
    message
}

/// All that is wrong; `None` where nothing is.
pub(super) fn of(unanswered: &[String], rules: &[Rule]) -> Option<String> {
    let lacking = rules.iter().filter_map(|rule| {
        let (used, least) = rule.lacks()?;
        Some(format!("the rule for {} at {} was used {used} of {least} times", rule.name, rule.place))
    });
    let problems: Vec<_> = unanswered.iter().cloned().chain(lacking).map(|problem| format!("\n  {problem}")).collect();
    (!problems.is_empty()).then(|| format!("the mock was not called as its rules say:{}", problems.concat()))
}
