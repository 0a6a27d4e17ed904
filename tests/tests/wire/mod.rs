//! Round trips of the types of every golden: names on the wire are spelled as in the schema, whatever they are in Rust.

mod checked;
mod names;
mod requests;
mod values;
mod xml;

use std::fmt::Debug;

use tencentcloud_runtime::codec::{read_json, read_xml, write_json, write_xml};
use tencentcloud_runtime::request::prepare;
use tencentcloud_runtime::{Operation, Shape};

/// Builds an output with these fields. Outputs may gain fields, so consumers cannot write them as literals.
macro_rules! output {
    ($type:ty { $($field:ident: $value:expr),* $(,)? }) => {{
        let mut output = <$type>::default();
        $(output.$field = $value.into();)*
        output
    }};
}
use output;

/// Asserts that `value` is `expected` in JSON, and that it is read back unchanged.
#[track_caller]
fn json<T: Shape + Default + PartialEq + Debug>(value: T, expected: &str) {
    let written = write_json(&value).expect("JSON");
    assert_eq!(String::from_utf8_lossy(&written), expected);
    let mut read = T::default();
    assert_eq!(read_json(&written, &mut read), Ok(Vec::new()));
    assert_eq!(read, value);
}

/// Asserts that `value` is `expected` in XML, and that it is read back unchanged.
#[track_caller]
fn xml<T: Shape + Default + PartialEq + Debug>(root: &str, value: T, expected: &str) {
    let written = write_xml(root, &value).expect("XML");
    assert_eq!(String::from_utf8_lossy(&written), expected);
    let mut read = T::default();
    assert_eq!(read_xml(&written, &mut read), Ok(Vec::new()));
    assert_eq!(read, value);
}

/// Asserts that the request is `expected`: request line, headers, blank line, body.
#[track_caller]
fn request<O: Operation>(operation: O, expected: &str) {
    let parts = prepare(operation).expect("a valid request");
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
