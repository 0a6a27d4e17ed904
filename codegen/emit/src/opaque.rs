//! Operations that nobody has published the parameters of: JSON objects in and out. All of them are the same but for name
//! and documentation, so that the runtime's macro `opaque!` writes them.

use super::items::Items;
use super::table;
use codegen_model::{Operation, Service};

/// An operation without a schema.
pub fn opaque(operation: &Operation, doc: &[String], service: &Service, items: &mut Items) {
    let doc: String = doc.iter().map(|line| format!("    /// {line}").trim_end().to_owned() + "\n").collect();
    let (name, version) = (&operation.rust_name, service.version.as_deref().unwrap_or_default());
    let repeatable = if operation.repeatable() { ".repeatable()" } else { "" };
    let meta = format!("Meta::action({:?}, {version:?}, {:?}){repeatable}", service.name, operation.name);
    items.text(format!("tencentcloud_runtime::opaque! {{\n{doc}    {name} = {meta};\n}}\n"));
    table::permissions(operation, service, items);
}
