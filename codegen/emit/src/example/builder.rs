//! Builds the expression of a request from a sample as JSON.

use codegen_model::{Format, Member, Scalar, Shape, Type};
use serde_json::Value;

use super::expression::{Call, Expression, literal};
use crate::context::ServiceContext;

/// The call of a setter for each member of a JSON object that its type can express.
pub fn calls(shape: &Shape, value: &Value, context: &ServiceContext<'_>) -> Vec<Call> {
    // An example compiles without the features of other families.
    let always = |member: &&Member| context.service.family_of_member(member, shape.unit).is_none();
    let members = shape.members.iter().filter(always).filter_map(|member| Some((member, value.get(&member.name)?)));
    let call = |member: &Member, argument| Call { name: member.setter.clone(), argument };
    let calls = members.flat_map(|(member, value)| match (member.appends, value.as_array()) {
        (true, Some(items)) => {
            let items = items.iter().filter_map(|item| expression(&member.ty, item, context));
            items.map(|item| call(member, item)).collect()
        }
        _ => argument(member, value, context).map(|argument| call(member, argument)).into_iter().collect::<Vec<_>>(),
    });
    calls.collect()
}

fn argument(member: &Member, value: &Value, context: &ServiceContext<'_>) -> Option<Expression> {
    if member.map {
        return map(value, context).filter(|_| matches!(member.ty, Type::Scalar(..)));
    }
    if !member.list {
        return expression(&member.ty, value, context);
    }
    let items: Option<Vec<_>> = value.as_array()?.iter().map(|item| expression(&member.ty, item, context)).collect();
    items.filter(|items| !items.is_empty()).map(Expression::List)
}

fn expression(ty: &Type, value: &Value, context: &ServiceContext<'_>) -> Option<Expression> {
    let text = match ty {
        Type::Scalar(Scalar::String, Format::Base64) => "std::fs::read(\"image.jpg\")?".to_owned(),
        // A sample has the encoded text, and a setter encodes.
        Type::Scalar(Scalar::String, Format::Base64Url) => {
            format!("{}::UrlBlob::from_base64({})", context.crate_name(), literal(value.as_str()?))
        }
        Type::Scalar(Scalar::String, _) => literal(value.as_str()?),
        Type::Scalar(Scalar::Integer, Format::Uint64) => value.as_u64()?.to_string(),
        Type::Scalar(Scalar::Integer, Format::Flag) => {
            value.as_u64().filter(|flag| *flag < 2).map(|flag| flag == 1)?.to_string()
        }
        Type::Scalar(Scalar::Integer, _) => value.as_i64()?.to_string(),
        Type::Scalar(Scalar::Float, _) => format!("{:?}", value.as_f64()?),
        Type::Scalar(Scalar::Boolean, _) => value.as_bool()?.to_string(),
        Type::Enum(name) => {
            let found = context.service.enums.get(name)?;
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            let variant = found.values.iter().find(|value| value.value == text)?;
            format!("{}::{}::{}", context.path(), found.rust_name, variant.rust_name)
        }
        Type::Shape(name) => {
            let shape = context.service.shapes.get(name).filter(|shape| shape.by.is_none())?;
            let start = format!("{}::{}::new()", context.path(), shape.rust_name);
            return Some(Expression::Builder(start, calls(shape, value, context)));
        }
        Type::Object => return object(value, context),
    };
    Some(Expression::Plain(text))
}

/// A map of texts.
fn map(value: &Value, context: &ServiceContext<'_>) -> Option<Expression> {
    let members = value.as_object().filter(|members| !members.is_empty())?;
    let members = members.iter().map(|(name, value)| Some(format!("({name:?}, {})", literal(value.as_str()?))));
    let from = format!("{}::MemberMap::from", context.crate_name());
    Some(Expression::Object(from, members.collect::<Option<_>>()?))
}

/// An object of any members. The items of an array have one type: strings, or JSON.
fn object(value: &Value, context: &ServiceContext<'_>) -> Option<Expression> {
    let (members, lib) = (value.as_object().filter(|members| !members.is_empty())?, context.crate_name());
    let texts = members.values().all(Value::is_string);
    let value = |value: &Value| match value {
        Value::String(text) if texts => literal(text),
        other => format!("{lib}::runtime::serde_json::json!({other})"),
    };
    let members = members.iter().map(|(name, found)| format!("({name:?}, {})", value(found)));
    Some(Expression::Object(format!("{lib}::Object::from"), members.collect()))
}
