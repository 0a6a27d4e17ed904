//! Structures as in generated code.

use tencentcloud_runtime::{Blob, List, Rule, Timestamp, open_enum};

/// A structure with a member of every type, including itself.
#[derive(Clone, Default, PartialEq)]
pub struct Everything {
    pub text: Option<String>,
    pub count: Option<i64>,
    pub ratio: Option<f64>,
    pub flag: Option<bool>,
    pub bytes: Option<Blob>,
    pub any: Option<serde_json::Value>,
    pub when: Option<Timestamp>,
    pub state: Option<State>,
    pub child: Option<Box<Everything>>,
    pub words: List<String>,
    pub numbers: List<i64>,
    pub children: List<Everything>,
    pub suffixes: List<String>,
    pub anything: List<serde_json::Value>,
}

tencentcloud_runtime::shape! {
    Everything {
        "Text" => text,
        "Count" => count,
        "Ratio" => ratio,
        "Flag" => flag,
        "Bytes" => bytes,
        "Any" => any,
        "When" => when,
        "State" => state,
        "Child" => child,
        "Words" => words,
        "Numbers" => numbers,
        "Children" => children,
        "Suffixs" => suffixes [Wrapped("Suffix")],
        "Anything" => anything,
    }
}

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum State {
    Success,
    Failed,
    UnknownValue(String),
}

open_enum! {
    State {
        "Success" => Success,
        "Failed" => Failed,
    }
}

/// A root element that contains only text.
#[derive(Clone, Default, PartialEq)]
pub struct Text {
    pub text: Option<String>,
}

tencentcloud_runtime::shape! {
    Text {
        "#text" => text,
    }
}

/// Personal data.
#[derive(Clone, Default, PartialEq)]
pub struct User {
    pub user_id: Option<String>,
    pub phone: Option<String>,
}

tencentcloud_runtime::shape! {
    User {
        "UserId" => user_id [Length(1, 8)],
        "Phone" => phone [Sensitive],
    }
}

#[derive(Clone, Default, PartialEq)]
pub struct PicOperations {
    pub rules: List<PicRule>,
}

tencentcloud_runtime::shape! {
    PicOperations {
        "rules" => rules [Required],
    }
}

#[derive(Clone, Default, PartialEq)]
pub struct PicRule {
    pub fileid: Option<String>,
    pub rule: Option<Rule>,
}

tencentcloud_runtime::shape! {
    PicRule {
        "fileid" => fileid [Required],
        "rule" => rule,
    }
}
