//! Decodes `multipart/form-data`, which actions with files take.

use codegen_model::{Member, Scalar, Shape, Type};
use serde_json::{Map, Value};
use tencentcloud_runtime::Blob;
use tencentcloud_runtime::codec::{FormPart, read_form};

/// Decodes a form into the members of `shape`; files become base64.
pub(crate) fn read(content_type: &str, body: &[u8], shape: &Shape) -> Result<Value, String> {
    let mut members = Map::new();
    for part in read_form(content_type, body).map_err(|error| error.to_string())? {
        let value = value(&part, shape.member(&part.name))?;
        if members.insert(part.name.clone(), value).is_some() {
            return Err(format!("is a form with two parts {:?}", part.name));
        }
    }
    Ok(Value::Object(members))
}

/// Decodes a part into the value that a JSON request would have.
fn value(part: &FormPart<'_>, member: Option<&Member>) -> Result<Value, String> {
    if part.is_file {
        return Ok(Blob::new(part.content.to_vec()).to_string().into());
    }
    let text = || String::from_utf8_lossy(part.content).into_owned();
    let is_text = matches!(member.map(|member| &member.ty), None | Some(Type::Scalar(Scalar::String, _)));
    match serde_json::from_slice(part.content) {
        Ok(value) if part.is_json || !is_text => Ok(value),
        Err(error) if part.is_json => Err(format!("is a form whose part {:?} is not valid JSON: {error}", part.name)),
        _ => Ok(text().into()),
    }
}
