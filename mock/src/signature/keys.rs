//! The keys that the server knows.

use tencentcloud_runtime::Credentials;

/// The keys that the server knows.
pub(crate) struct Keys(Vec<Credentials>);

impl Keys {
    pub(crate) fn new(keys: impl IntoIterator<Item = Credentials>) -> Self {
        Self(keys.into_iter().collect())
    }

    pub(super) fn find(&self, secret_id: &str) -> Option<&Credentials> {
        self.0.iter().find(|key| key.secret_id() == secret_id)
    }
}
