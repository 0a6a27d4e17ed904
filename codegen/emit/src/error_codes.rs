//! The error codes of a service: a table of the runtime's macro `error_codes!`.

use codegen_model::{ErrorCode, Service};

use crate::attributes::comment;
use crate::code::code;
use crate::docs;

/// Prints the error codes of a schema file, if it has any.
pub fn error_codes(unit: usize, service: &Service, out: &mut String) {
    let codes: String = service.errors.iter().filter(|error| error.unit == unit).map(row).collect();
    if codes.is_empty() {
        return;
    }
    let name = &service.name;
    code!(
        out,
        "
tencentcloud_runtime::error_codes! {{
    /// The documented error codes of `{name}`. The service may return others at any time.
    error_codes {{
{codes}    }}
}}
"
    );
}

fn row(error: &ErrorCode) -> String {
    format!("{}        {} = {:?},\n", comment("        ", &docs::lines(&error.doc)), error.rust_name, error.code)
}
