//! Ids that become names of folders: some names mean devices to Windows.

use crate::diag::codes;
use crate::diag::{Bag, Diagnostic};
use crate::syntax::Node;
use crate::tender::wire;
use crate::text::Route;

/// Whether Windows can store the folders of the pack.
pub fn check(wire: &wire::Tender, node: &Node, bag: &mut Bag) {
    let root = Route::root();
    let lots = wire.lots.iter().enumerate().map(|(i, lot)| (&lot.id, root.key("lots").index(i).key("id")));
    for (id, route) in lots.chain([(&wire.id, root.key("id"))]).filter(|(id, _)| is_reserved(id)) {
        bag.push(
            Diagnostic::new(&codes::RESERVED_ID, format!("no folder can be called `{id}` on Windows"))
                .at(node.place(&route), "the name of a device there")
                .hint(format!("choose a longer id, such as `{id}-2`")),
        );
    }
}

fn is_reserved(id: &str) -> bool {
    let port = |id: &str| id.len() == 1 && id.bytes().all(|byte| byte.is_ascii_digit());
    matches!(id, "con" | "prn" | "aux" | "nul")
        || id.strip_prefix("com").or_else(|| id.strip_prefix("lpt")).is_some_and(port)
}

#[cfg(test)]
mod tests {
    use super::is_reserved;

    #[test]
    fn names_of_devices_are_known() {
        let check = |id: &str, expected| assert_eq!(is_reserved(id), expected, "{id}");
        ["con", "prn", "aux", "nul", "com1", "lpt9", "com0"].iter().for_each(|id| check(id, true));
        ["console", "con-1", "com10", "com", "lpt", "pumps", "coma"].iter().for_each(|id| check(id, false));
    }
}
