//! The typed values of every golden on the wire: each name arrives as the schema spells it, however it is spelled in
//! Rust, and comes back as it was.

mod checked;
mod names;
mod requests;
mod values;
mod xml;

use std::fmt::Debug;

use tencentcloud_runtime::codec::{read_json, read_xml, write_json, write_xml};
use tencentcloud_runtime::{Operation, Shape, request};

/// An output with these fields: consumers cannot write it as a literal, since it may grow.
#[macro_export]
macro_rules! made {
    ($type:ty { $($field:ident: $value:expr),* $(,)? }) => {{
        let mut made = <$type>::default();
        $(made.$field = $value.into();)*
        made
    }};
}

/// Writes `value` as JSON, which must be `expected`, and reads it back.
#[track_caller]
fn json<T: Shape + Default + PartialEq + Debug>(value: T, expected: &str) {
    let written = write_json(&value).expect("JSON");
    assert_eq!(String::from_utf8_lossy(&written), expected);
    let mut read = T::default();
    assert_eq!(read_json(&written, &mut read), Ok(Vec::new()));
    assert_eq!(read, value);
}

/// Writes `value` as XML, which must be `expected`, and reads it back.
#[track_caller]
fn xml<T: Shape + Default + PartialEq + Debug>(root: &str, value: T, expected: &str) {
    let written = write_xml(root, &value).expect("XML");
    assert_eq!(String::from_utf8_lossy(&written), expected);
    let mut read = T::default();
    assert_eq!(read_xml(&written, &mut read), Ok(Vec::new()));
    assert_eq!(read, value);
}

/// The request as text: request line, headers, blank line, body.
#[track_caller]
fn sent<O: Operation>(operation: O, expected: &str) {
    let parts = request::prepare(operation).expect("a valid request");
    let mut text = format!("{} {}", parts.method, parts.target());
    for (name, value) in &parts.headers {
        text.push_str(&format!("\n{name}: {value}"));
    }
    let body = parts.body.as_bytes().expect("a body in memory");
    if !body.is_empty() {
        text.push_str(&format!("\n\n{}", String::from_utf8_lossy(body)));
    }
    assert_eq!(text, expected);
}
