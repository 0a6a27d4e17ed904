//! Who sent a request: the signature is computed again from the request as it was received.
//!
//! It is as strict as the cloud is anywhere, so that a client that passes here passes there. The computing is left to
//! the signers of the runtime, which the published examples hold to account; what a client may get wrong, the fields,
//! lists, times and tokens, is read here.

mod cos;
mod explain;
mod tc3;
#[cfg(test)]
mod tests;

use tencentcloud_runtime::Credentials;

use crate::host::Place;
use crate::received::Received;
use crate::refusal::Refusal;

/// The keys that the server knows.
pub(crate) struct Keys(Vec<Credentials>);

impl Keys {
    pub(crate) fn new(keys: impl IntoIterator<Item = Credentials>) -> Self {
        Self(keys.into_iter().collect())
    }

    fn find(&self, secret_id: &str) -> Option<&Credentials> {
        self.0.iter().find(|key| key.secret_id() == secret_id)
    }

    /// Checks the signature of a request at the time `now`, in Unix seconds.
    pub(crate) fn verify(&self, request: &Received, place: &Place, now: i64) -> Result<(), Refusal> {
        match place {
            Place::Service(service) => tc3::verify(self, request, service, now),
            Place::Bucket(_) => cos::verify(self, request, now),
            Place::Nowhere => Err(nowhere(&request.host)),
        }
    }
}

fn nowhere(host: &str) -> Refusal {
    let message = format!(
        "No part of the cloud is called {host:?}. The Host header must name one, such as ims.tencentcloudapi.com or \
         examplebucket-1250000000.ci.ap-chengdu.myqcloud.com, whatever address the connection goes to."
    );
    Refusal::rest(400, "InvalidHost", message)
}
