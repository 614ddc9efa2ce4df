/// What belongs to a person: the tokens of their programs (contract 8).
@org.jspecify.annotations.NullMarked
package io.runtruth.ui.account;
