//! A file of recorded exchanges: which calls another client made, what it sent, and what it was answered.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;
use tests::tree;

/// A file of recorded exchanges.
#[derive(Deserialize)]
pub struct File {
    exchanges: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    #[serde(default)]
    calls: Vec<String>,
    exchanges: Vec<Recorded>,
    #[serde(default)]
    expected_request_body: Several<String>,
}

#[derive(Clone, Deserialize)]
struct Recorded {
    method: Option<String>,
    path: Option<String>,
    query: Option<BTreeMap<String, Value>>,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    #[serde(default)]
    answer: Several<Value>,
}

/// A list or a single value. `null` is an empty list.
#[derive(Clone, Deserialize)]
#[serde(untagged)]
enum Several<T> {
    List(Vec<T>),
    One(Option<T>),
}

impl<T> Default for Several<T> {
    fn default() -> Self {
        Self::List(Vec::new())
    }
}

impl<T> Several<T> {
    fn list(self) -> Vec<T> {
        match self {
            Self::List(all) => all,
            Self::One(one) => one.into_iter().collect(),
        }
    }
}

/// A request and its answers.
pub struct Exchange {
    /// The name in the file, with a number if the case has several exchanges.
    pub name: String,
    /// The methods of the other client that were called.
    pub calls: Vec<String>,
    /// The HTTP method.
    pub method: String,
    /// The path. A placeholder such as `{id}` is replaced with its name.
    pub path: String,
    /// The query; `None` if it was not recorded.
    pub query: Option<Vec<(String, String)>>,
    /// The recorded headers.
    pub headers: Vec<(String, String)>,
    /// The body; `None` if it was not recorded.
    pub body: Option<String>,
    /// The documents or other texts in the answer.
    pub answers: Vec<String>,
}

/// The exchanges of a file, and what cannot be checked.
#[derive(Default)]
pub struct Exchanges {
    /// The exchanges with a method and a path.
    pub complete: Vec<Exchange>,
    /// The names of exchanges without a recorded method or path.
    pub incomplete: Vec<String>,
    /// The names of cases without exchanges.
    pub empty_cases: Vec<String>,
}

impl File {
    /// Sorts out the exchanges that can be checked.
    pub fn exchanges(self) -> Exchanges {
        let mut all = Exchanges::default();
        for case in self.exchanges {
            if case.exchanges.is_empty() {
                all.empty_cases.push(case.name);
                continue;
            }
            for exchange in exchanges(case) {
                match exchange {
                    Ok(exchange) => all.complete.push(exchange),
                    Err(name) => all.incomplete.push(name),
                }
            }
        }
        all
    }
}

/// Returns the exchanges of a case. An exchange without a method or path is only its name.
fn exchanges(case: Case) -> Vec<Result<Exchange, String>> {
    let all: Vec<_> = pairs(case.exchanges, &case.expected_request_body.list());
    let several = all.len() > 1;
    let named = |(at, (recorded, body)): (usize, (_, _))| {
        let name = if several { format!("{} {}", case.name, at + 1) } else { case.name.clone() };
        exchange(name, &case.calls, recorded, body)
    };
    all.into_iter().enumerate().map(named).collect()
}

/// Pairs requests with bodies in order if their numbers agree. Otherwise pairs every request with every body, since the
/// file does not say which belong together.
fn pairs(all: Vec<Recorded>, bodies: &[String]) -> Vec<(Recorded, Option<String>)> {
    if bodies.is_empty() || bodies.len() == all.len() {
        let bodies = bodies.iter().cloned().map(Some).chain(std::iter::repeat(None));
        return all.into_iter().zip(bodies).collect();
    }
    let with_all = |recorded: Recorded| bodies.iter().map(move |body| (recorded.clone(), Some(body.clone())));
    all.into_iter().flat_map(with_all).collect()
}

fn exchange(name: String, calls: &[String], recorded: Recorded, body: Option<String>) -> Result<Exchange, String> {
    let (Some(method), Some(path)) = (recorded.method, recorded.path) else { return Err(name) };
    Ok(Exchange {
        name,
        calls: calls.to_vec(),
        method,
        path: path.replace(['{', '}'], ""),
        query: recorded.query.map(|query| query.into_iter().flat_map(pairs_of).collect()),
        headers: recorded.headers.into_iter().collect(),
        body,
        answers: answers(&recorded.answer.list()),
    })
}

/// Returns the pairs of a key: a list is a key with several values.
fn pairs_of((key, value): (String, Value)) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    match value {
        Value::Array(values) => values.iter().map(|value| (key.clone(), text(value))).collect(),
        Value::Null => vec![(key, String::new())],
        value => vec![(key, text(&value))],
    }
}

/// Joins the pieces if they form a document. Otherwise each piece is an answer of its own.
fn answers(pieces: &[Value]) -> Vec<String> {
    let texts: Vec<_> = pieces.iter().map(|piece| piece.as_str().unwrap_or_default().to_owned()).collect();
    let joined = texts.concat();
    if tree::document(joined.as_bytes()).is_some() { vec![joined] } else { texts }
}

#[test]
fn pieces_are_joined_and_bodies_are_paired_with_requests() {
    let answers = |pieces: &[&str]| answers(&pieces.iter().map(|piece| Value::from(*piece)).collect::<Vec<_>>());
    assert_eq!(answers(&["<a>", "1</a>"]), ["<a>1</a>"]);
    assert_eq!(answers(&["<a/>", "<b/>"]), ["<a/>", "<b/>"]);
    let file = r#"{"exchanges": [
        {"name": "a", "exchanges": [{"method": "GET", "path": "/{b}"}, {"method": "PUT", "path": "/"}],
         "expected_request_body": ["1", "2"]},
        {"name": "c", "exchanges": [{"method": "GET", "path": "/", "query": {"e": null, "f": [1, "2"]}, "answer": "g"}],
         "expected_request_body": ["1", "2"]},
        {"name": "d", "exchanges": []},
        {"name": "e", "exchanges": [{"method": "GET", "path": null}, {"method": "PUT", "path": "/e"}],
         "expected_request_body": ["1", "2"]},
        {"name": "f", "exchanges": [{"method": null, "path": "/f"}]}]}"#;
    let Exchanges { complete: exchanges, incomplete, empty_cases } =
        serde_json::from_str::<File>(file).expect("JSON").exchanges();
    let found: Vec<_> = exchanges.iter().map(|one| (&*one.name, &*one.path, one.body.as_deref())).collect();
    let one = |name, path, body| (name, path, Some(body));
    assert_eq!(
        found,
        [
            one("a 1", "/b", "1"),
            one("a 2", "/", "2"),
            one("c 1", "/", "1"),
            one("c 2", "/", "2"),
            one("e 2", "/e", "2")
        ]
    );
    assert_eq!((empty_cases, incomplete), (vec!["d".to_owned()], vec!["e 1".to_owned(), "f".to_owned()]));
    let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
    assert_eq!(exchanges[2].query, Some(vec![pair("e", ""), pair("f", "1"), pair("f", "2")]));
    assert_eq!((&exchanges[2].answers, exchanges[0].answers.len()), (&vec!["g".to_owned()], 0));
}
