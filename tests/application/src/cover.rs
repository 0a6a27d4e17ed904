//! Covers of albums.

use tencentcloud_image::aiart;

use crate::{Gallery, Problem};

impl Gallery {
    /// Has a cover painted, waits for it, and gives its address, which is good for an hour.
    ///
    /// # Errors
    ///
    /// Fails where the service does not paint it, and where it cannot be asked.
    pub async fn cover(&self, description: &str) -> Result<String, Problem> {
        let submission = aiart::SubmitTextToImageProJob::new().prompt(description).resolution("1024:1024");
        let job = submission.send_and_wait(&self.client).await?;
        job.result_image.first().cloned().ok_or_else(|| Problem::Refused("there is no picture".to_owned()))
    }
}
