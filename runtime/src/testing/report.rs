//! Reports about requests that do not match the rules.

use super::request::MockRequest;
use super::rule::{Match, Rule};

/// Explains why no rule answers a request.
pub(super) fn unanswered<'a>(request: &MockRequest, rules: impl Iterator<Item = (&'a Rule, &'a Match)>) -> String {
    let mut message = format!("no rule answers {}", request.describe());
    for (rule, result) in rules {
        let why = match result {
            Match::OtherOperation => continue,
            Match::Yes => "is used up".to_owned(),
            Match::ConditionFails(printed) => format!("has conditions that do not hold for {printed}"),
            Match::Unreadable(problem) => format!("cannot read the request: {problem}"),
        };
        message.push_str(&format!("\n    the rule at {} {why}", rule.location));
    }
    message
}

/// Returns all problems, or `None` if there are none.
pub(super) fn of(unanswered: &[String], rules: &[Rule]) -> Option<String> {
    let lacking = rules.iter().filter_map(|rule| {
        let (used, least) = rule.shortfall()?;
        Some(format!("the rule for {} at {} was used {used} of {least} times", rule.name, rule.location))
    });
    let problems: Vec<_> = unanswered.iter().cloned().chain(lacking).map(|problem| format!("\n  {problem}")).collect();
    (!problems.is_empty()).then(|| format!("the calls do not match the rules of the mock:{}", problems.concat()))
}
