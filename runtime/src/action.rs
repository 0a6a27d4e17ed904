//! Calls of actions by their names, without a generated type.

use crate::meta::Meta;
use crate::request::encode_as;
use crate::{Call, Client, Error, ErrorKind, Object};

impl Client {
    /// Calls an action of API 3.0 by its names, for actions that no generated type describes.
    ///
    /// `parameters` and output are JSON objects, as documented for the action. The call is signed, traced and limited
    /// like that of a generated operation, and uses the same region and endpoint. The input is not checked before it is
    /// sent. Nothing is known about the action, so the call is sent again only if it was certainly not accepted, unless
    /// [`Call::repeatable`] declares that repeating is harmless.
    ///
    /// ```no_run
    /// # use tencentcloud_runtime::serde_json::json;
    /// # async fn example(client: &tencentcloud_runtime::Client) -> Result<(), tencentcloud_runtime::Error> {
    /// let call = client.action("cvm", "2017-03-12", "DescribeZones", json!({}));
    /// let reply = call.region("ap-guangzhou").repeatable().await?;
    /// println!("{:?} (request {})", reply.get("ZoneSet"), reply.request_id());
    /// # Ok(())
    /// # }
    /// ```
    pub fn action(
        &self,
        service: impl Into<String>,
        version: impl Into<String>,
        name: impl Into<String>,
        parameters: impl TryInto<Object, Error: Into<Error>>,
    ) -> Call<Object> {
        let (service, version, name) = (service.into(), version.into(), name.into());
        Call::new(checked(service, version, name).and_then(|meta| {
            let parameters = parameters.try_into().map_err(|error| error.into().in_operation(meta.name.clone()))?;
            let encoded = encode_as(&meta, &parameters, None);
            self.prepared(meta, encoded)
        }))
    }
}

/// Rejects names that could mean something else in a host, a header or a signature.
fn checked(service: String, version: String, name: String) -> Result<Meta, Error> {
    check("service", &service, |byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'), "cvm")?;
    check("version", &version, |byte| matches!(byte, b'0'..=b'9' | b'-'), "2017-03-12")?;
    check("action", &name, |byte| byte.is_ascii_alphanumeric() || byte == b'_', "DescribeZones")?;
    Ok(Meta::untyped(service, version, name))
}

fn check(what: &str, name: &str, is_allowed: fn(u8) -> bool, example: &str) -> Result<(), Error> {
    if !name.is_empty() && name.bytes().all(is_allowed) {
        return Ok(());
    }
    Err(Error::new(ErrorKind::InvalidInput, format!("invalid {what} {name:?}, expected a name such as `{example}`")))
}
