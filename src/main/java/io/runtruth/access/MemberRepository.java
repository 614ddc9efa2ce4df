package io.runtruth.access;

import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface MemberRepository extends JpaRepository<Member, Member.MemberKey> {

    /// Until the transaction ends nobody else changes or removes an owner of the workspace. In one order, so that
    /// two who want the same wait for each other and not for ever.
    @Query(nativeQuery = true, value = """
            select m.account_id
            from member m
            where m.workspace_id = :workspaceId
            and m.role = 'owner'
            order by m.account_id
            for no key update of m
            """)
    List<UUID> holdOwners(UUID workspaceId);

    /// Who can sign in.
    @Query(nativeQuery = true, value = """
            select m.account_id
            from member m
            join account a on a.id = m.account_id
            where m.workspace_id = :workspaceId
            and m.role = 'owner'
            and a.disabled_at is null
            """)
    List<UUID> owners(UUID workspaceId);
}
