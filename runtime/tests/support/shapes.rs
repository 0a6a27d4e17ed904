//! Structures as the generator writes them.

use std::fmt;

use tencentcloud_runtime::{Blob, Field, List, OpenEnum, Rule, Shape, Timestamp, Trait, Visitor, debug, open_enum};

/// A member of every kind, and itself inside itself.
#[derive(Clone, Debug, Default, PartialEq)]
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

impl Shape for Everything {
    fn visit(&self, to: &mut dyn Visitor) {
        to.member("Text", &self.text);
        to.member("Count", &self.count);
        to.member("Ratio", &self.ratio);
        to.member("Flag", &self.flag);
        to.member("Bytes", &self.bytes);
        to.member("Any", &self.any);
        to.member("When", &self.when);
        to.member("State", &self.state);
        to.member("Child", &self.child);
        to.member("Words", &self.words);
        to.member("Numbers", &self.numbers);
        to.member("Children", &self.children);
        to.with("Suffixs", &[Trait::Wrapped("Suffix")], &self.suffixes);
        to.member("Anything", &self.anything);
    }

    fn member(&mut self, name: &str) -> Option<&mut dyn Field> {
        Some(match name {
            "Text" => &mut self.text,
            "Count" => &mut self.count,
            "Ratio" => &mut self.ratio,
            "Flag" => &mut self.flag,
            "Bytes" => &mut self.bytes,
            "Any" => &mut self.any,
            "When" => &mut self.when,
            "State" => &mut self.state,
            "Child" => &mut self.child,
            "Words" => &mut self.words,
            "Numbers" => &mut self.numbers,
            "Children" => &mut self.children,
            "Suffixs" => &mut self.suffixes,
            "Anything" => &mut self.anything,
            _ => return None,
        })
    }
}

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum State {
    Success,
    Failed,
    Other(String),
}

impl OpenEnum for State {
    fn wire(&self) -> &str {
        match self {
            Self::Success => "Success",
            Self::Failed => "Failed",
            Self::Other(text) => text,
        }
    }

    fn from_wire(text: &str) -> Self {
        match text {
            "Success" => Self::Success,
            "Failed" => Self::Failed,
            other => Self::Other(other.to_owned()),
        }
    }
}

open_enum!(State);

/// A root with nothing but text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Text {
    pub text: Option<String>,
}

impl Shape for Text {
    fn visit(&self, to: &mut dyn Visitor) {
        to.member("#text", &self.text);
    }

    fn member(&mut self, name: &str) -> Option<&mut dyn Field> {
        Some(match name {
            "#text" => &mut self.text,
            _ => return None,
        })
    }
}

/// Personal data.
#[derive(Clone, Default, PartialEq)]
pub struct User {
    pub user_id: Option<String>,
    pub phone: Option<String>,
}

impl Shape for User {
    fn visit(&self, to: &mut dyn Visitor) {
        to.with("UserId", &[Trait::Length(1, 8)], &self.user_id);
        to.with("Phone", &[Trait::Sensitive], &self.phone);
    }

    fn member(&mut self, name: &str) -> Option<&mut dyn Field> {
        Some(match name {
            "UserId" => &mut self.user_id,
            "Phone" => &mut self.phone,
            _ => return None,
        })
    }
}

impl fmt::Debug for User {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug("User", self, f)
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct PicOperations {
    pub rules: List<PicRule>,
}

impl Shape for PicOperations {
    fn visit(&self, to: &mut dyn Visitor) {
        to.with("rules", &[Trait::Required], &self.rules);
    }

    fn member(&mut self, name: &str) -> Option<&mut dyn Field> {
        Some(match name {
            "rules" => &mut self.rules,
            _ => return None,
        })
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct PicRule {
    pub fileid: Option<String>,
    pub rule: Option<Rule>,
}

impl Shape for PicRule {
    fn visit(&self, to: &mut dyn Visitor) {
        to.with("fileid", &[Trait::Required], &self.fileid);
        to.member("rule", &self.rule);
    }

    fn member(&mut self, name: &str) -> Option<&mut dyn Field> {
        Some(match name {
            "fileid" => &mut self.fileid,
            "rule" => &mut self.rule,
            _ => return None,
        })
    }
}
