//! Writes the schemas by which editors complete and check other people's schemas: beside those of the project they lie
//! already.

use std::path::Path;

use anyhow::{Context, Result};
use codegen_model::files::{self, MAX_FILE_BYTES};

use crate::paths;

/// The files, which schemas name relative to their folder.
const FILES: [(&str, &str); 5] = [
    ("authorization.schema.json", include_str!("../../schemas/authorization.schema.json")),
    ("descriptor.schema.json", include_str!("../../schemas/descriptor.schema.json")),
    ("overlay.schema.json", include_str!("../../schemas/overlay.schema.json")),
    ("texts.schema.json", include_str!("../../schemas/texts.schema.json")),
    ("ci.xsd", include_str!("../../schemas/ci.xsd")),
];

/// Writes the files that are missing or old into a folder of schemas, unless it is that of the project.
pub fn write(schemas: &Path) -> Result<()> {
    if paths::is_same(schemas, &paths::root().join("schemas"))? {
        return Ok(());
    }
    for (name, text) in FILES {
        let is_new = files::read(schemas, name, MAX_FILE_BYTES).map_or(true, |old| old != text.as_bytes());
        if is_new {
            let context = || format!("cannot write {}", schemas.join(name).display());
            files::write(schemas, name, text.as_bytes()).with_context(context)?;
        }
    }
    Ok(())
}
