package io.runtruth.access;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface AccountRepository extends JpaRepository<Account, UUID> {

    Optional<Account> findByUsername(String username);

    boolean existsByDemoTrue();

    /// Those who can sign in, held until the transaction ends, in one order.
    @Query(nativeQuery = true, value = """
            select id
            from account
            where system_operator
            and disabled_at is null
            order by id
            for no key update
            """)
    List<UUID> holdSystemOperators();

    /// Until the transaction ends; before anything that belongs to the account.
    @Query(nativeQuery = true, value = "select id from account where id = :id for no key update")
    Optional<UUID> hold(UUID id);

    /// Compare and set.
    @Modifying
    @Query("""
            update Account account
            set account.passwordHash = :to, account.version = account.version + 1
            where account.id = :id
            and account.passwordHash = :from
            """)
    int replaceHash(UUID id, String from, String to);
}
