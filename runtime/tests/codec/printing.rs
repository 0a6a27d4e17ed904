//! `Debug` output of values.

use tencentcloud_runtime::{Blob, List};

use crate::support::User;

#[test]
fn sensitive_members_are_printed_as_stars() {
    let user = User { user_id: Some("u1".to_owned()), phone: Some("555-0199".to_owned()) };
    assert_eq!(format!("{user:?}"), r#"User { UserId: "u1", Phone: *** }"#);
    assert_eq!(format!("{:?}", User::default()), "User");
}

#[test]
fn blobs_and_lists_print_in_short_form() {
    assert_eq!(format!("{:?}", Blob::new(vec![1, 2, 3])), "Blob(3 bytes)");
    assert_eq!(format!("{:?}", Blob::from_base64("AP+A")), "Blob(4 base64 characters)");
    assert_eq!(format!("{:?}", List::from(vec![1, 2])), "[1, 2]");
}
