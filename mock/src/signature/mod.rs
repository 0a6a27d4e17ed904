//! Verifies the signature of a request by computing it again from the request as received.
//!
//! The checks are those of the strictest mode of each service, so that a client accepted here is accepted there. The
//! signers of the runtime compute the signatures; fields, lists, times and tokens are checked here.

mod cos;
mod cos_parts;
mod explain;
pub(crate) mod keys;
mod tc3;
mod tc3_parts;
#[cfg(test)]
mod tests;

use keys::Keys;

use crate::api_error::ApiError;
use crate::host::HostKind;
use crate::request::ReceivedRequest;

/// Verifies the signature of a request at the time `now`, in Unix seconds.
pub(crate) fn verify(keys: &Keys, request: &ReceivedRequest, host: &HostKind, now: i64) -> Result<(), ApiError> {
    match host {
        HostKind::Service(service) => tc3::verify(keys, request, service, now),
        HostKind::Bucket(host) => cos::verify(keys, request, *host, now),
        HostKind::Unknown => Err(unknown_host(&request.host)),
    }
}

fn unknown_host(host: &str) -> ApiError {
    let message = format!(
        "{host:?} is not a host of the cloud; set the Host header to one, such as ims.tencentcloudapi.com or \
         examplebucket-1250000000.ci.ap-chengdu.myqcloud.com, whatever address you connect to"
    );
    ApiError::rest(400, "InvalidHost", message)
}
