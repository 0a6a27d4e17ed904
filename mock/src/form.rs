//! Forms, as actions with files take them.

use codegen_model::{Member, Scalar, Shape, Type};
use serde_json::{Map, Value};
use tencentcloud_runtime::Blob;
use tencentcloud_runtime::codec::{FormPart, read_form};

/// Takes a form apart into the members that it is of; files are their base64 text.
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

/// The value of a part, as JSON would have it.
fn value(part: &FormPart<'_>, member: Option<&Member>) -> Result<Value, String> {
    if part.is_file {
        return Ok(Blob::new(part.content.to_vec()).to_string().into());
    }
    let text = || String::from_utf8_lossy(part.content).into_owned();
    let is_text = matches!(member.map(|member| &member.ty), None | Some(Type::Scalar(Scalar::String, _)));
    match serde_json::from_slice(part.content) {
        Ok(value) if part.is_json || !is_text => Ok(value),
        Err(error) if part.is_json => Err(format!("is a form whose part {:?} is no JSON: {error}", part.name)),
        _ => Ok(text().into()),
    }
}
