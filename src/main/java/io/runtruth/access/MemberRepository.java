package io.runtruth.access;

import org.springframework.data.jpa.repository.JpaRepository;

interface MemberRepository extends JpaRepository<Member, Member.MemberKey> {}
