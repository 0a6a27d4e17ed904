//! Reading and writing shapes as JSON and XML: which deviations are tolerated, and which are errors.

mod json;
mod map;
mod object;
mod printing;
mod xml;

use tencentcloud_runtime::codec::Deviation;
use tencentcloud_runtime::{Blob, Timestamp};

use crate::support::{Everything, State};

fn paths(deviations: &[Deviation]) -> Vec<&str> {
    deviations.iter().map(|deviation| deviation.member.as_str()).collect()
}

/// A value with every member set, two levels deep.
fn full() -> Everything {
    let leaf = Everything {
        text: Some("a<b>&\"'\u{1f98a}".to_owned()),
        count: Some(i64::MIN),
        ratio: Some(-0.125),
        flag: Some(true),
        bytes: Some(Blob::from_base64("AP+A")),
        when: Some(Timestamp::from("2021-05-21T10:44:32+08:00")),
        state: Some(State::UnknownValue("Brand-new".to_owned())),
        words: ["one", "two"].map(str::to_owned).into_iter().collect(),
        numbers: [i64::MAX, 0].into_iter().collect(),
        ..Everything::default()
    };
    Everything {
        state: Some(State::Success),
        child: Some(Box::new(leaf.clone())),
        children: vec![leaf.clone(), leaf].into(),
        suffixes: ["a", "b"].map(str::to_owned).into_iter().collect(),
        ..Everything::default()
    }
}

/// Nesting depth that overflows the stack of a recursive reader.
const BOMB: usize = 100_000;
