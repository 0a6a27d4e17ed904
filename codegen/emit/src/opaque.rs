//! Operations without published parameters: JSON objects in and out. They differ only in name and documentation, so the
//! runtime's macro `opaque!` implements them.

use codegen_model::{Operation, Service};

use crate::attributes::{comment, found_by};
use crate::code::code;
use crate::http_binding::{repeatable, site};
use crate::table;

/// Prints an operation without published parameters.
pub fn opaque(operation: &Operation, doc: &[String], service: &Service, out: &mut String) {
    let (rust_name, name) = (&operation.rust_name, &operation.name);
    let (service_name, version) = (&service.name, service.version.as_deref().unwrap_or_default());
    let (doc, repeatable) = (comment("    ", doc), repeatable(operation));
    let found_by = found_by("    ", &operation.search_words, service);
    let site = site(service.sites_of(operation));
    code!(
        out,
        "
tencentcloud_runtime::opaque! {{
{doc}{found_by}    {rust_name} = Meta::action({service_name:?}, {version:?}, {name:?}){repeatable}{site};
}}
"
    );
    table::permissions(operation, service, out);
}
