#[allow(unused_imports)]
// PRELUDE
#[allow(unused_imports)]
use witness::{Bucket, Client, Error, Object};

#[allow(unused_variables)]
pub async fn works(client: &Client, bucket: &Bucket) -> Result<bool, Error> {
    // CODE
}
