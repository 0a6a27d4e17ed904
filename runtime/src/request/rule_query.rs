//! A processing rule in the query of a request, in both directions.
//!
//! A pipeline is a key without a value. An operation is its parameters: `ci-process=AIEnhanceImage&denoise=3`.

use percent_encoding::percent_decode_str;

/// The parameter that names an operation.
const OPERATION: &str = "ci-process";

/// Splits a rule into the parameters of a query.
pub(super) fn parameters(rule: &str) -> Result<Vec<(String, String)>, String> {
    let names_operation = |part: &str| part.split_once('=').is_some_and(|(key, _)| key == OPERATION);
    match rule.split('|').any(names_operation) {
        false if rule.contains('&') => Err("must not contain `&`; separate rules with `|`".to_owned()),
        false => Ok(vec![(rule.to_owned(), String::new())]),
        true if rule.contains('|') => Err("must not join an operation with other rules; call it on its own".to_owned()),
        true => Ok(rule.split('&').map(|part| part.split_once('=').unwrap_or((part, ""))).map(decoded).collect()),
    }
}

fn decoded((key, value): (&str, &str)) -> (String, String) {
    let decoded = |text| percent_decode_str(text).decode_utf8_lossy().into_owned();
    (decoded(key), decoded(value))
}

/// Returns the parameters that are the rule, out of those that belong to nothing else in the request.
pub(crate) fn of_rule(parameters: Vec<(String, String)>) -> Vec<(String, String)> {
    if parameters.iter().any(|(key, _)| key == OPERATION) {
        return parameters;
    }
    parameters.into_iter().find(|(_, value)| value.is_empty()).into_iter().collect()
}
