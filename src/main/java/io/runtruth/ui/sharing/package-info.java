/// The page that a share link leads to, for whoever has it and no account (contract 8, published).
@org.jspecify.annotations.NullMarked
package io.runtruth.ui.sharing;
