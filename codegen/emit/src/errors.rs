//! The error codes of a service: a table of the runtime's macro `error_codes!`.

use super::docs;
use super::items::Items;
use codegen_model::{ErrorCode, Service};

/// The table, where the schema file has one.
pub fn errors(unit: usize, service: &Service, items: &mut Items) {
    let codes: String = service.errors.iter().filter(|error| error.unit == unit).map(code).collect();
    if codes.is_empty() {
        return;
    }
    let doc = format!(
        "/// The error codes that `{}` is documented to answer. It may answer others at any time.",
        service.name
    );
    items.text(format!("tencentcloud_runtime::error_codes! {{\n    {doc}\n    error_codes {{\n{codes}    }}\n}}\n"));
}

fn code(error: &ErrorCode) -> String {
    let doc =
        docs::lines(&error.doc).into_iter().map(|line| format!("        /// {line}").trim_end().to_owned() + "\n");
    let doc: String = doc.collect();
    format!("{doc}        {} = {:?},\n", error.rust_name, error.code)
}
